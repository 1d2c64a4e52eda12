using System.CommandLine;
using Hyper.App.Carrying;
using Hyper.App.Commands.Options;
using Hyper.App.Records.Units;
using Hyper.App.Running;
using Hyper.Runtime.Runs;

namespace Hyper.App.Commands;

/// <summary>The commands <c>run</c> and <c>search</c>: an experiment, and a folder of what came out.</summary>
internal static class RunCommand
{
    public static Command Run(CommandContext context) => Create(context, isSearch: false);

    public static Command Search(CommandContext context) => Create(context, isSearch: true);

    private static Command Create(CommandContext context, bool isSearch)
    {
        var experiment = CommonOptions.Experiment(isRequired: false);
        var specified = new SpecificationOptions();
        var output = CommonOptions.Text("--out", "DIR", "The run folder. [default: runs/NAME-time]");
        var every = NumberOption.Of("--every", 0, 1e9, "Time between two checkpoints. [default: 60]", "SECONDS");
        var resume = new Option<bool>("--resume") { Description = "Goes on with the run in the folder of --out; begins where there is none." };
        var config = CommonOptions.Text("--config", "FILE", "Runs what the config.json of a run folder says; options given beside it count for more.");
        var called = CommonOptions.Text("--name", "TEXT", "What to call the run.");
        var retrain = NumberOption.Whole("--retrain", 0, "Ordinary trainings along each response, to hold it against. [default: 0]");
        var ending = new RunEndOptions();
        var own = isSearch ? (Option[])[output, resume, config, called] : [output, every, resume, config, called, retrain];
        var carrier = isSearch ? context.Options.Carrier : null;
        return CommandContext.Command(
            isSearch ? "search" : "run",
            isSearch ? "Searches an experiment's hyperparameters by ordinary trainings, and writes a run folder." : "Runs an experiment, and writes a run folder.",
            [experiment],
            [.. specified.All, .. own, .. carrier?.SearchOptions ?? [], .. ending.All],
            async parsed =>
            {
                var given = parsed.GetValue(config) is { } file ? UnitFile.ReadForFolder(file) : null;
                var name = parsed.GetValue(experiment) ?? given?.Experiment ?? throw new MisuseException("Which experiment is to run? Name one of those that 'list' shows, or a file with --config.");
                var entry = Entry(name, isSearch);
                if (given is not null && ExperimentCatalog.Find(given.Experiment).Name != entry.Name)
                {
                    throw new MisuseException($"--config has a run of {given.Experiment}, and {entry.Name} is to run. Leave the name out, or the file.");
                }

                if (parsed.GetValue(resume) && parsed.GetValue(output) is null)
                {
                    throw new MisuseException("--resume goes on with the run in a folder; name it with --out, or use the command resume.");
                }

                var specification = specified.Read(parsed, entry, given);
                var order = new RunOrder(entry, specification with
                {
                    Name = parsed.GetValue(called) ?? specification.Name,
                    Retrain = isSearch ? 0 : parsed.GetValue(retrain) ?? specification.Retrain,
                })
                {
                    Folder = parsed.GetValue(output),
                    Resume = parsed.GetValue(resume),
                    Every = isSearch ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(parsed.GetValue(every) ?? 60),
                    Arguments = context.Arguments,
                    Carry = (wanted, cancellation) => carrier?.BeginAsync(parsed, wanted, cancellation) ?? Task.FromResult<ICarriage?>(null),
                };
                return await RunEnd.RunAsync(context, order, ending, parsed).ConfigureAwait(false);
            });
    }

    private static ExperimentEntry Entry(string name, bool isSearch)
    {
        var entry = ExperimentCatalog.Find(name);
        return entry.IsSearch == isSearch
            ? entry
            : throw new MisuseException(entry.IsSearch ? $"{entry.Name} is a search: use the command search." : $"{entry.Name} is no search: use the command run.");
    }
}
