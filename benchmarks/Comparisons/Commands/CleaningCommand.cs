using System.CommandLine;
using Hyper.Runtime.Runs;

namespace Hyper.Comparisons;

/// <summary>Data hyper-cleaning at the size of the literature.</summary>
internal static class CleaningCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo?>("--fashion") { Description = "The folder of Fashion-MNIST's four files. [default: where Debian's package puts them]" };
        var steps = new Option<int>("--steps") { Description = "Steps of the weights, on 500 rows each.", DefaultValueFactory = _ => 3_000 };
        var rate = new Option<double>("--rate") { Description = "Rate of the weights, by heavy-ball descent.", DefaultValueFactory = _ => 0.1 };
        var seeds = Figures.Seeds(3);
        var networks = new Option<string[]>("--networks") { Description = "Which networks, with commas between them: Linear, Layers.", CustomParser = result => result.Tokens[0].Value.Split(','), DefaultValueFactory = _ => ["Linear", "Layers"] };
        var page = Figures.Page();
        var command = new Command("cleaning", "A weight for each of 5,000 training rows, half of which have a wrong label.") { folder, steps, rate, seeds, networks, page };
        command.SetAction(async (parsed, _) =>
        {
            var table = new List<string[]>();
            foreach (var network in parsed.GetValue(networks)!)
            {
                var cells = new Dictionary<string, List<CleaningCell>>();
                for (var seed = 0; seed < parsed.GetValue(seeds); seed++)
                {
                    using var data = CleaningData.Draw(parsed.GetValue(folder)?.FullName, seed);
                    var entries = ExperimentCatalog.All.Where(entry => entry.Name.EndsWith(network, StringComparison.Ordinal)).ToList();
                    foreach (var entry in entries)
                    {
                        Add($"`{entry.Method.Split(',')[0]}`", await CleaningCell.TuneAsync(entry, data, seed, parsed.GetValue(steps), parsed.GetValue(rate)));
                    }

                    double[] equal = [.. Enumerable.Repeat(0.5, CleaningData.Training)];
                    Add("all rows alike", await CleaningCell.TrainAsync(entries[0], equal, data, seed, parsed.GetValue(steps), parsed.GetValue(rate)));
                    Add("the wrong rows known", await CleaningCell.TrainAsync(entries[0], data.Known(), data, seed, parsed.GetValue(steps), parsed.GetValue(rate)));

                    void Add(string method, CleaningCell cell)
                    {
                        cells.TryAdd(method, []);
                        cells[method].Add(cell);
                        Console.Error.WriteLine($"{network} {seed} {method}: {cell}");
                    }
                }

                table.AddRange(cells.Select(pair => (string[])
                [
                    network == "Linear" ? "linear" : "784-300-10",
                    pair.Key,
                    Figures.Number(pair.Value.Average(cell => cell.Validation), "F3"),
                    Figures.Number(100 * pair.Value.Average(cell => cell.Accuracy), "F1"),
                    Figures.Number(100 * pair.Value.Average(cell => cell.F1), "F1"),
                    Figures.Number(pair.Value.Average(cell => cell.Seconds), "F0"),
                ]));
            }

            new Figures("cleaning", ["network", "method", "validation loss", "test accuracy, %", "F1 of clean, %", "seconds"], table).Give(parsed.GetValue(page));
        });
        return command;
    }
}
