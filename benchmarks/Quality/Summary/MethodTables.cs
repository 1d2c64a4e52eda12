using System.Globalization;

namespace Hyper.Quality;

/// <summary>A row for each method: what it finds, against others, for what cost.</summary>
internal static class MethodTables
{
    private const string Means = "Geometric means over the tables of the medians over the seeds; in brackets the worst table.";

    /// <summary>Losses against no tuning, and the loss in hand against that of a retraining.</summary>
    public static SummaryTable Losses(MeasuredCells cells) => new(
        "losses",
        $"Ratios to untuned. {Means}",
        ["method", "tables", "validation in hand", "test in hand", "test shipped", "validation in hand / retrained"],
        [.. cells.Methods.Select(name => (string[])
        [
            name,
            Number(cells.Of(name).Select(cell => cell.Table).Distinct().Count()),
            $"{cells.Ratio(name, Method.Untuned, cell => cell.Validation)}",
            $"{cells.Ratio(name, Method.Untuned, cell => cell.Test)}",
            $"{cells.Ratio(name, Method.Untuned, cell => cell.ShippedTest)}",
            $"{cells.Ratio(name, cell => cell.Validation, cell => cell.RetrainedValidation)}",
        ])]);

    /// <summary>The loss of the shipped model against those of the searches.</summary>
    public static SummaryTable Rivals(MeasuredCells cells)
    {
        string[] rivals = [Method.Random, Method.Bayesian, Method.Hyperband, Method.Tpe];
        return new(
            "rivals",
            $"Ratios of the test loss of the shipped model to that of each search. {Means}",
            ["method", .. rivals.Select(rival => $"to {rival}")],
            [.. cells.Methods.Select(name => (string[])
            [
                name,
                .. rivals.Select(rival => rival == name ? "" : $"{cells.Ratio(name, rival, cell => cell.ShippedTest)}"),
            ])]);
    }

    /// <summary>Processor time in ordinary trainings.</summary>
    public static SummaryTable Costs(MeasuredCells cells) => new(
        "costs",
        $"Processor time in ordinary trainings of the same steps. {Means}",
        ["method", "to find", "to refit", "steps, in trainings"],
        [.. cells.Methods.Select(name => (string[])
        [
            name,
            Cost(cells.Ratio(name, cell => cell.Seconds, cell => cell.TrainingSeconds)),
            Cost(cells.Ratio(name, cell => cell.RefitSeconds, cell => cell.TrainingSeconds)),
            Cost(cells.Ratio(name, cell => cell.StepsTaken, cell => cell.Steps)),
        ])]);

    /// <summary>How many cells something went wrong in.</summary>
    public static SummaryTable Troubles(MeasuredCells cells) => new(
        "troubles",
        "Cells of each method, starts included, in which something went wrong.",
        ["method", "cells", "with warnings", "diverged", "no better than a constant", "failed"],
        [.. cells.Methods.Concat(cells.Starts).Select(name => (string[])
        [
            name,
            Number(cells.Of(name).Count()),
            Number(cells.Of(name).Count(cell => cell.Warnings.Count > 0)),
            Number(cells.Of(name).Count(cell => cell.IsDiverged)),
            Number(cells.Of(name).Count(cell => cell.IsAtChance)),
            Number(cells.Of(name).Count(cell => cell.Failure is not null)),
        ])]);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Cost(Ratio ratio) => ratio.ByTable.Count == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{ratio.Mean:F1} ({ratio.Worst:F1})");
}
