using Hyper.App.Records.Reading;
using Hyper.Runtime;
using Hyper.Runtime.Native;
using TorchSharp;

namespace Hyper.App.Exporting;

/// <summary>The curves of a run as event files, for TensorBoard.</summary>
public static class TensorBoardLog
{
    /// <summary>Writes the curves of a run.</summary>
    /// <param name="runFolder">The run folder.</param>
    /// <param name="path">A folder for the event files; it is created.</param>
    /// <exception cref="HyperDslException">The run cannot be read, or the folder cannot be written to.</exception>
    public static void Write(string runFolder, string path)
    {
        var run = RunFolderReader.Read(runFolder);
        NativeBackend.EnsureLoaded();
        try
        {
            Directory.CreateDirectory(path);
            var writer = torch.utils.tensorboard.SummaryWriter(path);
            foreach (var line in run.History)
            {
                Add("loss/training", line.TrainingLoss, line.Step);
                Add("loss/validation", line.ValidationLoss, line.Step);
                Add("loss/validation_all_rows", line.SplitLoss, line.Step);
                foreach (var (name, value) in line.Metrics ?? new Dictionary<string, double>())
                {
                    Add($"metrics/{name}", value, line.Step);
                }

                foreach (var (name, value) in line.Hyperparameters)
                {
                    Add($"hyperparameters/{name}", value.Mean, line.Step);
                }

                foreach (var (name, value) in line.Health ?? new Dictionary<string, double?>())
                {
                    Add($"health/{name}", value, line.Step);
                }
            }

            void Add(string tag, double? value, int step)
            {
                if (value is { } number && double.IsFinite(number))
                {
                    writer.add_scalar(tag, (float)number, step);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HyperDslException($"'{path}' cannot be written: {problem.Message}", problem);
        }
    }
}
