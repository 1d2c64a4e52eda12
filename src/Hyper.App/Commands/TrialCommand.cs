using System.CommandLine;
using System.Text;
using System.Text.Json;
using Hyper.App.Commands.Options;
using Hyper.App.Display;
using Hyper.App.Records;
using Hyper.App.Records.Units;
using Hyper.App.Running;
using Hyper.Runtime.Files;

namespace Hyper.App.Commands;

/// <summary>The command <c>trial</c>: for whoever drives trials from outside. It writes one file and nothing else.</summary>
internal static class TrialCommand
{
    public static Command Create(CommandContext context)
    {
        var spec = new Option<string>("--spec") { HelpName = "FILE", Required = true, Description = "The specification of a trial (TrialSpecification), or of a run, a fold or a refit (config.json, with fold or kind)." };
        var output = new Option<string>("--out") { HelpName = "FILE", Required = true, Description = "Where the record goes: a TrialRecord, or a record as in run.json." };
        var data = CommonOptions.Data();
        var tied = new Option<bool>("--tied") { Description = "For whoever starts it and may be killed: it stops when its standard input ends, and says on the standard output how far a run is, a line each tenth." };
        return CommandContext.Command(
            "trial",
            "Runs one specification and writes its record. Exit codes: 0 there is a record, which may say that the trial failed; 1 there is none; 130 interrupted, and there is none.",
            [],
            [spec, output, data, tied],
            async parsed =>
            {
                var (from, to) = (parsed.GetValue(spec)!, parsed.GetValue(output)!);
                var text = RecordFile.ReadText(from);
                AtomicFile.RequireWritable(to);
                using var interruption = context.Listen(quiet: true);
                if (parsed.GetValue(tied))
                {
                    interruption.WhenEnds(Console.OpenStandardInput());
                }

                var trial = new SpecifiedTrial(context.Options, parsed.GetValue(data), parsed.GetValue(tied) ? Tenths(context.Console.Output) : null, interruption.Stop);
                var record = UnitFile.Read(from, text) switch
                {
                    UnitFile.OfTrial unit => (await trial.RunAsync(unit.Trial, unit.Terms).ConfigureAwait(false)).ToJson() + "\n",
                    UnitFile.OfRun unit => JsonSerializer.Serialize(await trial.RunAsync(unit.Specification, context.Arguments).ConfigureAwait(false), RecordFormat.Whole) + "\n",
                    var other => throw new InvalidOperationException($"{other} is no unit."),
                };

                AtomicFile.Write(to, Encoding.UTF8.GetBytes(record));
                return ExitCode.Done;
            });
    }

    private static Reports Tenths(TextWriter output)
    {
        var said = 0;
        return new Reports(report =>
        {
            if (10L * report.Step / report.Steps is var tenth && tenth > said)
            {
                said = (int)tenth;
                output.WriteLine(FormattableString.Invariant($"step {report.Step} of {report.Steps}, validation loss {Words.Loss(report.ValidationLoss)}"));
            }
        });
    }
}
