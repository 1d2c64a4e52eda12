using System.CommandLine;
using Hyper.App.Drawing;
using Hyper.App.Records;
using Hyper.App.Study;
using Hyper.Runtime.Files;
using Hyper.Runtime.Runs;

namespace Hyper.App.Reporting;

/// <summary>The commands that look at runs which are over. Errors are left to whoever invokes them.</summary>
internal static class ReportCommands
{
    /// <summary>Those that need run folders alone: <c>report</c> and <c>study</c>.</summary>
    /// <param name="output">Where a line goes that says what was written.</param>
    public static IEnumerable<Command> OfRuns(TextWriter output) => [Report(output), Study(output)];

    /// <summary><c>report DIR… [--out FILE]</c>.</summary>
    private static Command Report(TextWriter output)
    {
        var (folders, file) = (Folders("Run folders; several are shown side by side."), new Option<string?>("--out") { Description = "The page to write; report.html in the folder of a single run, and in this folder of several, where nothing is said.", HelpName = "FILE" });
        var command = new Command("report", "Writes a page with everything about a run, or about several side by side.") { folders, file };
        command.SetAction(arguments =>
        {
            var runs = arguments.GetValue(folders)!;
            var path = arguments.GetValue(file) ?? (runs.Length == 1 ? Path.Combine(runs[0], RunFiles.Report) : RunFiles.Report);
            RunReport.Write(runs, path);
            return Done(output, path);
        });
        return command;
    }

    /// <summary><c>graph NAME --out FILE</c>, of an experiment of the program.</summary>
    /// <param name="output">Where a line goes that says what was written.</param>
    public static Command Graph(TextWriter output)
    {
        var name = new Argument<string>("NAME") { Description = "An experiment of this program." };
        var file = new Option<string>("--out") { Description = "The SVG file to write.", HelpName = "FILE", Required = true };
        var command = new Command("graph", "Draws the model of an experiment, and the hypernetwork that tunes it.") { name, file };
        command.SetAction(arguments =>
        {
            var path = arguments.GetValue(file)!;
            AtomicFile.Write(path, System.Text.Encoding.UTF8.GetBytes(ModelGraph.Draw(ExperimentCatalog.Find(arguments.GetValue(name)!))));
            return Done(output, path);
        });
        return command;
    }

    /// <summary><c>study DIR… --out FILE</c>.</summary>
    private static Command Study(TextWriter output)
    {
        var folders = Folders("The run folder of a search, or several run folders of one model.");
        var name = new Option<string?>("--name") { Description = "The study's name; that of the first folder where nothing is said.", HelpName = "NAME" };
        var file = new Option<string>("--out") { Description = "The SQLite file to write.", HelpName = "FILE", Required = true };
        var command = new Command("study", "Writes trials and tuned runs as a study of Optuna's.") { folders, name, file };
        command.SetAction(arguments =>
        {
            var (runs, path) = (arguments.GetValue(folders)!, arguments.GetValue(file)!);
            OptunaStudy.WriteRuns(path, arguments.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(runs[0]))), runs);
            return Done(output, path);
        });
        return command;
    }

    private static Argument<string[]> Folders(string description) => new("DIR") { Description = description, Arity = ArgumentArity.OneOrMore };

    /// <summary>Says what was written.</summary>
    internal static int Done(TextWriter output, string path)
    {
        output.WriteLine($"{path} is written.");
        return 0;
    }
}
