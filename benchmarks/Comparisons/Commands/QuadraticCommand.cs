using System.CommandLine;
using static TorchSharp.torch;

namespace Hyper.Comparisons;

/// <summary>Step sizes of the published grid on benchmark_bilevel's quadratic, against its closed form.</summary>
internal static class QuadraticCommand
{
    private const int Dimension = 100, InnerSamples = 32_768, OuterSamples = 1_024;

    private static readonly double[] steps = [0.01, 0.1];
    private static readonly double[] ratios = [0.1, 1, 10, 100];

    public static Command Create()
    {
        var seeds = Figures.Seeds(3);
        var page = Figures.Page();
        var iterations = new Option<int>("--iterations") { Description = "Steps of the inner variable.", DefaultValueFactory = _ => 20_000 };
        var command = new Command("quadratic", "SingleLoop and Implicit on benchmark_bilevel's quadratic.") { seeds, iterations, page };
        command.SetAction(parsed =>
        {
            set_num_threads(1);
            var table = new List<string[]>();
            foreach (var outerDimension in (int[])[10, 100])
            {
                var problems = Enumerable.Range(0, parsed.GetValue(seeds)).Select(seed => QuadraticProblem.Draw(seed, Dimension, outerDimension, InnerSamples, OuterSamples)).ToList();
                var count = parsed.GetValue(iterations);
                table.Add(Row(outerDimension, "at the start, x = 0", "", "", problems, (problem, _) => Start(problem)));
                foreach (var (step, ratio) in from step in steps from ratio in ratios select (step, ratio))
                {
                    table.Add(Row(outerDimension, "`SingleLoop`", $"{Figures.Number(step, "G3")}", $"{Figures.Number(ratio, "G3")}", problems, (problem, seed) => QuadraticSolvers.SingleLoop(problem, seed, count, step, step / ratio)));
                    table.Add(Row(outerDimension, "`Implicit`", $"{Figures.Number(step, "G3")}", $"{Figures.Number(ratio, "G3")}", problems, (problem, seed) => QuadraticSolvers.Implicit(problem, seed, count, step, step / ratio)));
                }

                table.Add(Row(outerDimension, "`Implicit` on all samples", "1", "2", problems, (problem, _) => QuadraticSolvers.ImplicitOnAll(problem, count / 10, 0.5)));
                problems.ForEach(problem => problem.Dispose());
            }

            new Figures("quadratic", ["outer dimension", "method", "step size", "ratio", .. Enumerable.Range(0, parsed.GetValue(seeds)).Select(seed => $"draw {seed}")], table).Give(parsed.GetValue(page));
        });
        return command;
    }

    private static double Start(QuadraticProblem problem)
    {
        using var x = zeros(problem.Outer, ScalarType.Float64);
        return problem.SquaredGradient(x);
    }

    private static string[] Row(int outerDimension, string method, string step, string ratio, IReadOnlyList<QuadraticProblem> problems, Func<QuadraticProblem, int, double> end)
    {
        Console.Error.WriteLine($"{outerDimension} {method} {step} {ratio}");
        return [Figures.Number(outerDimension, "F0"), method, step, ratio, .. problems.Select((problem, seed) => end(problem, seed)).Select(value => double.IsFinite(value) && value < 1e6 ? Figures.Number(value, "E1") : "diverges")];
    }
}
