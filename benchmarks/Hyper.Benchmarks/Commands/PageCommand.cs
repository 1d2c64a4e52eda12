using System.CommandLine;

namespace Hyper.Benchmarks;

/// <summary><c>page</c>: writes the tables and charts of docs/performance.md anew from the JSON files beside its charts.</summary>
internal static class PageCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--docs")
        {
            Description = "The folder of performance.md, whose folder performance holds the JSON files.",
            DefaultValueFactory = _ => new DirectoryInfo("docs"),
        };
        var command = new Command("page", "Writes the tables and charts of docs/performance.md anew, from the JSON files in docs/performance.") { folder };
        command.SetAction((parsed, _) =>
        {
            var docs = parsed.GetValue(folder)!.FullName;
            PerformancePage.Write(Path.Combine(docs, "performance.md"), Path.Combine(docs, "performance"));
            return Task.FromResult(0);
        });
        return command;
    }
}
