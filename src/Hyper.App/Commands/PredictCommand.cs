using System.CommandLine;
using System.Globalization;
using Hyper.App.Records;
using Hyper.App.Records.Reading;
using Hyper.App.Running.Answering;
using Hyper.Runtime.Files;
using Hyper.Runtime.Native;
using Hyper.Runtime.Runs;

namespace Hyper.App.Commands;

/// <summary>The command <c>predict</c>: answers of a run's model to a file.</summary>
internal static class PredictCommand
{
    public static Command Create(CommandContext context)
    {
        var folder = new Argument<string>("DIR") { Description = "The run folder whose model answers." };
        var data = new Option<string>("--data") { HelpName = "FILE", Required = true, Description = "Rows: what the program's own tables have; else a .safetensors file with a tensor for each input of the model, or numbers with commas between them, with or without a line of names." };
        var output = new Option<string>("--out") { HelpName = "FILE", Required = true, Description = "Where the answers go: a .safetensors file with the tensor 'outputs', or else numbers with commas between them." };
        return CommandContext.Command("predict", "Has the model of a run answer to a file of rows.", [folder], [data, output], parsed =>
        {
            var (path, from, to) = (parsed.GetValue(folder)!, parsed.GetValue(data)!, parsed.GetValue(output)!);
            var record = RecordFile.Read<RunRecord>(Path.Combine(path, RunFiles.Run), RunRecord.CurrentVersion);
            var model = ShippedModel.Of(path);
            AtomicFile.RequireWritable(to);
            NativeBackend.EnsureLoaded();
            var entry = ExperimentCatalog.Find(record.Experiment);
            var count = context.Options.Predict is { } predict ? predict(new PredictRequest(entry, model, from, to)) : RowAnswers.Write(entry, model, from, to);
            context.Console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} rows answered to in {to}"));
            return Task.FromResult(ExitCode.Done);
        });
    }
}
