using System.CommandLine;
using System.Globalization;
using Hyper.Benchmarks;
using Hyper.Runtime.Native;

namespace Hyper.Rates;

/// <summary>The command line.</summary>
internal static class RatesCommand
{
    private static readonly Option<string> problem = new("--problem") { Description = $"Which data set: {string.Join(", ", Problem.All.Select(one => one.Name))}.", DefaultValueFactory = _ => Problem.All[0].Name };
    private static readonly Option<FileInfo?> data = new("--data") { Description = "Its file: numbers divided by spaces, the target in the last column. Without it nothing is measured: what the file of cells has is shown." };
    private static readonly Option<int> starts = new("--starts") { Description = "How many starts.", DefaultValueFactory = _ => 200 };
    private static readonly Option<string[]> methods = new("--methods") { Description = $"Which methods, with semicolons between them: {string.Join("; ", Method.All.Select(method => method.Name))}.", CustomParser = result => result.Tokens[0].Value.Split(';', StringSplitOptions.TrimEntries), DefaultValueFactory = _ => [.. Method.All.Select(method => method.Name)] };
    private static readonly Option<int> parallel = new("--parallel") { Description = "Runs side by side, a thread each.", DefaultValueFactory = _ => 1 };
    private static readonly Option<FileInfo?> json = new("--json") { Description = "A file of finished cells, a line each: those that it has are not measured again, and each new one is added at once." };
    private static readonly Option<FileInfo?> page = new("--page") { Description = "Also write the table into this page, between its marks." };

    public static Task<int> RunAsync(string[] args)
    {
        var command = new RootCommand("The optimizer's own hyperparameters, tuned from random starts on UCI regression (the protocol of Clarke et al., ICLR 2022).") { problem, data, starts, methods, parallel, json, page };
        problem.AcceptOnlyFromAmong([.. Problem.All.Select(one => one.Name)]);
        methods.Validators.Add(result =>
        {
            foreach (var name in (result.GetValueOrDefault<string[]>() ?? []).Where(name => Method.All.All(method => method.Name != name)))
            {
                result.AddError($"There is no method '{name}'. {methods.Description}");
            }
        });
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command.Parse(args).InvokeAsync();
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var chosen = Problem.All.First(one => one.Name == parsed.GetValue(problem));
        var file = new CellFile(parsed.GetValue(json));
        var records = file.Read().ToList();
        if (parsed.GetValue(data) is { } source)
        {
            NativeBackend.EnsureLoaded();
            var done = records.Select(record => record.Key).ToHashSet();
            var left =
                from start in Enumerable.Range(0, parsed.GetValue(starts))
                from method in Method.All
                where parsed.GetValue(methods)!.Contains(method.Name) && !done.Contains((chosen.Name, method.Name, start))
                select (method, start);
            using var rows = chosen.Read(source);
            await CellRunner.RunAsync(rows, left.ToList(), parsed.GetValue(parallel), Finished);
        }

        var table = SummaryTable.Of(chosen, records);
        Console.WriteLine(table);
        if (parsed.GetValue(page) is { } shown)
        {
            await File.WriteAllTextAsync(shown.FullName, MarkedPage.Fill(await File.ReadAllTextAsync(shown.FullName), $"rates {chosen.Name}", table));
        }

        return 0;

        void Finished(CellRecord record)
        {
            lock (records)
            {
                records.Add(record);
            }

            file.Add(record);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{record.Problem} {record.Start} {record.Method}: test {record.Test:G4}, rate {record.From!.Rate:G3} to {record.Found?.Rate:G3}, decay {record.Found?.Decay:G3}, momentum {record.Found?.Momentum:G3}, {record.Seconds:F1} s"));
        }
    }
}
