using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Hyper.Quality;

/// <summary>The command line.</summary>
internal static class QualityCommand
{
    private static readonly Option<DirectoryInfo?> tables = new("--tables") { Description = "A folder of CSV files with a header, such as the tables of R's mlbench and modeldata. Without tables and pictures nothing is measured: what the file has is shown." };
    private static readonly Option<DirectoryInfo?> fashion = new("--fashion") { Description = "The folder of Fashion-MNIST's four files." };
    private static readonly Option<int> seeds = new("--seeds") { Description = "Orders of the rows of each table.", DefaultValueFactory = _ => 3 };
    private static readonly Option<int> steps = new("--steps") { Description = "Steps of a run, and of the longest ordinary training.", DefaultValueFactory = _ => 5_000 };
    private static readonly Option<string[]> methods = new("--methods") { Description = $"Which methods, with commas between them: {string.Join(", ", Method.All.Select(method => method.Name))}.", CustomParser = result => result.Tokens[0].Value.Split(','), DefaultValueFactory = _ => [.. Method.All.Select(method => method.Name)] };
    private static readonly Option<string[]> only = new("--only") { Description = "Which tables, with commas between them; all by default.", CustomParser = result => result.Tokens[0].Value.Split(','), DefaultValueFactory = _ => [] };
    private static readonly Option<int> workers = new("--workers") { Description = "Processes that measure side by side, one cell each.", DefaultValueFactory = _ => 1 };
    private static readonly Option<FileInfo?> json = new("--json") { Description = "A file of finished cells, a line each: those that it has are not measured again, and each new one is added at once." };
    private static readonly Option<FileInfo?> page = new("--page") { Description = "Also write the tables into this page, between its marks." };
    private static readonly Option<string?> share = new(Workers.Share) { Description = "Of a worker: its place and their number.", Hidden = true };

    public static Task<int> RunAsync(string[] args)
    {
        // A file or a pipe is not as narrow as a terminal is taken to be.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 200;
        }

        var command = new RootCommand("HyperDsl's quality: what it finds, against searches, on tables of data.") { tables, fashion, seeds, steps, methods, only, workers, json, page, share, KeepCommand.Create(), EnsembleCommand.Create(), RunsCommand.Create() };
        methods.Validators.Add(result =>
        {
            foreach (var name in (result.GetValueOrDefault<string[]>() ?? []).Where(name => Method.All.All(method => method.Name != name)))
            {
                result.AddError($"There is no method '{name}'. {methods.Description}");
            }
        });
        command.SetAction((parsed, _) => RunAsync(parsed, args));
        return command.Parse(args).InvokeAsync();
    }

    private static bool CanRun(Method method)
    {
        var can = method.Name != Method.Tpe || OptunaStudy.Python is not null;
        if (!can)
        {
            Console.Error.WriteLine($"Skipped: {Method.Tpe}, for which no Python has Optuna. Install it (apt-get install python3-optuna), or name an interpreter that has it by HYPERDSL_PYTHON.");
        }

        return can;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string[] args)
    {
        var file = parsed.GetValue(json);
        var chosen = parsed.GetValue(only)!;
        var problems = Problem.Of(parsed.GetValue(tables), parsed.GetValue(fashion));
        if (chosen.Except(problems.Select(problem => problem.Name)).ToList() is [_, ..] unknown)
        {
            Console.Error.WriteLine($"There is no table {string.Join(", ", unknown)}; there are {string.Join(", ", problems.Select(problem => problem.Name))}.");
            return 1;
        }

        var plan = new Plan(
            [.. problems.Where(problem => chosen.Length == 0 || chosen.Contains(problem.Name))],
            [.. parsed.GetValue(methods)!.Select(Method.Of).Where(CanRun)],
            parsed.GetValue(seeds),
            parsed.GetValue(steps));
        var records = CellFile.Read(file).ToList();
        var left = Cells.Of(plan, records);
        if (parsed.GetValue(share) is { } mine)
        {
            await new CellRunner(plan.Steps, record => Console.WriteLine(CellFile.Line(record))).RunAsync(Workers.Of(mine, left));
            return 0;
        }

        if (file is not null)
        {
            CellFile.Repair(file);
        }

        var count = Math.Min(parsed.GetValue(workers), left.Count);
        await (count > 1 ? Workers.RunAsync(count, args, Finished) : new CellRunner(plan.Steps, Finished).RunAsync(left));
        var summary = SummaryTables.Of(records);
        SummaryTables.Show(summary);
        if (parsed.GetValue(page) is { } shown)
        {
            SummaryTables.Write(summary, shown);
        }

        return 0;

        void Finished(CellRecord record)
        {
            records.Add(record);
            if (file is not null)
            {
                CellFile.Append(file, record);
            }

            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{record.Table} {record.Seed} {record.Method}: validation {record.Validation:F4}, test {record.Test:F4}, shipped {record.ShippedTest:F4}, {record.Cost:F1} trainings {record.Failure}"));
        }
    }
}
