using System.Diagnostics;
using Hyper.Runtime.Runs;

namespace Comparing;

/// <summary>Lets the methods run one after another, and measures what each came to.</summary>
internal sealed class Judge(Comparison comparison, ExperimentSettings settings, IDisplay display)
{
    private readonly List<string> warnings = [];

    /// <summary>What is wrong with what the methods came to, with the method's name in front.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    public async Task<IReadOnlyList<ComparisonRow>> RunAsync(CancellationToken cancellation)
    {
        var findings = new Dictionary<string, Finding>();
        var rows = new List<ComparisonRow>();
        try
        {
            foreach (Method method in comparison.Methods)
            {
                var run = new MethodRun(method.Name, comparison.Splits, settings, display, findings, cancellation);
                var watch = Stopwatch.StartNew();
                Finding found = await method.FindAsync(run);
                if (cancellation.IsCancellationRequested)
                {
                    // A search that is cancelled gives what it has finished, which is no row of a comparison.
                    found.Dispose();
                    cancellation.ThrowIfCancellationRequested();
                }

                double seconds = watch.Elapsed.TotalSeconds;
                findings.Add(method.Name, found);
                warnings.AddRange(found.Warnings.Select(warning => $"{method.Name}: {warning}"));
                run.Finished(found);
                rows.Add(Row(method, found, seconds + (rows.Find(row => row.Method == method.After)?.Seconds ?? 0)));
            }

            return rows;
        }
        finally
        {
            foreach (Finding found in findings.Values)
                found.Dispose();
        }
    }

    private ComparisonRow Row(Method method, Finding found, double seconds) => new(
        method.Name, found.Hyperparameters, found.ValidationLoss,
        found.Model.ValidationLoss(comparison.Splits.Test!), found.Model.Accuracy(comparison.Splits.Test!), seconds)
    {
        Measures = [.. comparison.Measures.Select(measure => new ComparisonMeasure(measure.Field, measure.Of(found)))],
    };
}
