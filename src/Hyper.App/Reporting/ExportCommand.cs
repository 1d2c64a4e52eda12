using System.CommandLine;
using Hyper.App.Exporting;
using Hyper.Runtime.Data;

namespace Hyper.App.Reporting;

/// <summary>The command <c>export</c>: what a run leaves, in the files of other programs.</summary>
internal static class ExportCommand
{
    private const string Safetensors = "safetensors";
    private const string Pt = "pt";
    private const string Rows = "rows";
    private const string TensorBoard = "tensorboard";
    private const string Mlflow = "mlflow";

    /// <summary><c>export DIR [--format FORMAT] [--split SPLIT] --out PATH</c>.</summary>
    /// <param name="output">Where a line goes that says what was written.</param>
    /// <param name="data">Loads the rows of a run.</param>
    public static Command Create(TextWriter output, Func<DataRequest, DataSplits> data)
    {
        var model = new Argument<string>("DIR") { Description = "A run folder, or a file that a model was saved to." };
        var format = new Option<string>("--format")
        {
            Description = "safetensors or pt: the model's weights for PyTorch; rows: the rows that the run was measured on; tensorboard or mlflow: the run's curves, into a folder.",
            DefaultValueFactory = _ => Safetensors,
        };
        format.AcceptOnlyFromAmong(Safetensors, Pt, Rows, TensorBoard, Mlflow);
        var split = new Option<string?>("--split") { Description = "Which rows; those of the test where nothing is said, or of the validation where there are none." };
        split.AcceptOnlyFromAmong([.. RowExport.Splits]);
        var file = new Option<string>("--out") { Description = "What to write.", HelpName = "PATH", Required = true };
        var command = new Command("export", "Writes a tuned model for PyTorch, the rows of a run, or its curves for TensorBoard or MLflow.") { model, format, split, file };
        command.Validators.Add(result =>
        {
            if (result.GetResult(split) is not null && result.GetValue(format) != Rows)
            {
                result.AddError("--split says which rows to export: it goes with --format rows.");
            }
        });
        command.SetAction(arguments =>
        {
            var (from, path) = (arguments.GetValue(model)!, arguments.GetValue(file)!);
            switch (arguments.GetValue(format))
            {
                case TensorBoard:
                    TensorBoardLog.Write(from, path);
                    break;
                case Mlflow:
                    MlflowFolder.Write(from, path);
                    break;
                case Rows:
                    RowExport.Write(from, path, arguments.GetValue(split), data);
                    break;
                case Pt:
                    ModelExport.Write(from, path, ExportFormat.Pt);
                    break;
                default:
                    ModelExport.Write(from, path, ExportFormat.Safetensors);
                    break;
            }

            return ReportCommands.Done(output, path);
        });
        return command;
    }
}
