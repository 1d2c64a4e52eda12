using System.CommandLine;
using System.Text;
using System.Text.Json;
using Hyper.App.Commands.Options;
using Hyper.App.Records;
using Hyper.App.Running;
using Hyper.Runtime;
using Hyper.Runtime.Files;
using Hyper.Runtime.Search.Trials;

namespace Hyper.App.Commands;

/// <summary>The command <c>trial</c>: for whoever drives trials from outside. It writes one file and nothing else.</summary>
internal static class TrialCommand
{
    public static Command Create(CommandContext context)
    {
        var spec = new Option<string>("--spec") { HelpName = "FILE", Required = true, Description = "The specification of a trial (TrialSpecification), or of a run (config.json)." };
        var output = new Option<string>("--out") { HelpName = "FILE", Required = true, Description = "Where the record goes: a TrialRecord, or a run's record as in run.json." };
        var data = CommonOptions.Data();
        return CommandContext.Command(
            "trial",
            "Runs one specification and writes its record. Exit codes: 0 there is a record, which may say that the trial failed; 1 there is none; 130 interrupted, and there is none.",
            [],
            [spec, output, data],
            async parsed =>
            {
                var (from, to) = (parsed.GetValue(spec)!, parsed.GetValue(output)!);
                var text = RecordFile.ReadText(from);
                AtomicFile.RequireWritable(to);
                using var interruption = context.Listen(quiet: true);
                var trial = new SpecifiedTrial(context.Options, parsed.GetValue(data), interruption.Stop);
                string record;
                if (SpecifiedTrial.IsOfSearch(from, text))
                {
                    record = (await trial.RunAsync(Read(from, text)).ConfigureAwait(false)).ToJson() + "\n";
                }
                else
                {
                    var specification = RecordFile.Read<RunSpecification>(from, RunSpecification.CurrentVersion);
                    record = JsonSerializer.Serialize(await trial.RunAsync(specification, context.Arguments).ConfigureAwait(false), RecordFormat.Whole) + "\n";
                }

                AtomicFile.Write(to, Encoding.UTF8.GetBytes(record));
                return ExitCode.Done;
            });
    }

    private static TrialSpecification Read(string path, string text)
    {
        try
        {
            return TrialSpecification.FromJson(text);
        }
        catch (HyperDslException problem)
        {
            throw new HyperDslException($"'{path}' cannot be used: {problem.Message}", problem);
        }
    }
}
