using System.CommandLine;
using Hyper.App.Commands.Options;
using Hyper.App.Records;
using Hyper.App.Records.Units;
using Hyper.App.Running;
using Hyper.App.Running.Settings;
using Hyper.Runtime;
using Hyper.Runtime.Runs;

namespace Hyper.App.Commands;

/// <summary>The command <c>resume</c>: goes on with the run in a folder, by what its <c>config.json</c> says.</summary>
internal static class ResumeCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("DIR") { Description = "The run folder." };
        var steps = NumberOption.Whole("--steps", 1, "Steps, where more than before are wanted.");
        var every = NumberOption.Of("--every", 0, 1e9, "Time between two checkpoints. [default: 60]", "SECONDS");
        var ending = new RunEndOptions();
        return CommandContext.Command("resume", "Goes on with the run or the search in a folder.", [folder], [steps, every, .. ending.All], async parsed =>
        {
            var path = parsed.GetValue(folder)!;
            if (!Directory.Exists(path))
            {
                throw new HyperDslException($"There is no folder '{path}'. Name one that run or search has written.");
            }

            var specification = UnitFile.ReadForFolder(Path.Combine(path, RunFiles.Configuration));
            var entry = ExperimentCatalog.Find(specification.Experiment);
            if (parsed.GetValue(steps) is { } count)
            {
                specification = SpecifiedRun.Of(entry, SpecifiedRun.SettingsOf(entry, specification) with { Steps = count }, specification);
            }

            var order = new RunOrder(entry, specification)
            {
                Folder = path,
                Resume = true,
                Every = TimeSpan.FromSeconds(parsed.GetValue(every) ?? 60),
                Arguments = context.Arguments,
            };
            return await RunEnd.RunAsync(context, order, ending, parsed).ConfigureAwait(false);
        });
    }
}
