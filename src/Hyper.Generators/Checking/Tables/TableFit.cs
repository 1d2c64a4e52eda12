using Hyper.Generators.Bodies;
using Hyper.Generators.Bodies.Functions;
using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Text;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Checking.Tables;

/// <summary>Whether a model's forward method and losses are for what its table has.</summary>
internal static class TableFit
{
    private static readonly HashSet<string> ForClasses = new(["cross_entropy", "nll_loss", "multi_margin_loss"], StringComparer.Ordinal);
    private static readonly HashSet<string> ForLabels = new(["binary_cross_entropy", "binary_cross_entropy_with_logits", "multilabel_soft_margin_loss"], StringComparer.Ordinal);
    private static readonly HashSet<string> ForNumbers = new(["mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "poisson_nll_loss"], StringComparer.Ordinal);

    /// <summary>What does not fit, each once.</summary>
    public static IEnumerable<Diagnostic> Faults(ModelReading reading, TableFacts table, CancellationToken cancellation)
    {
        var inputs = Inputs(table);
        if (!Takes(reading.Forward, inputs))
        {
            return [Diagnostic.Create(TableRules.InputsDoNotFit, reading.Forward.Locations[0], reading.Forward.Name, string.Join(", ", reading.Forward.Parameters.Select(parameter => parameter.Name)), table.Name, string.Join(" and ", inputs.Select(input => $"{input.Name} {input.Shape.Text()}")), string.Join(", ", inputs.Select(input => $"Tensor {input.Name}")))];
        }

        var shapes = reading.Shapes(cancellation, [.. inputs.Select(input => input.Shape)]);

        // What is wrong whatever the input is another analyzer's to say.
        var known = new HashSet<(string, Location)>(reading.Shapes(cancellation).Faults.Select(fault => (fault.Id, fault.Location)));
        var faults = shapes.Faults.Where(fault => fault.Id == ShapeRules.InputDoesNotFit.Id && !known.Contains((fault.Id, fault.Location))).ToList();
        if (Misfit(reading.Forward.Name, shapes.Output, table) is { } arguments)
        {
            faults.Add(Diagnostic.Create(TableRules.OutputDoesNotFit, reading.Forward.Locations[0], arguments));
        }

        foreach (var loss in new[] { reading.Training, reading.Validation }.OfType<LossReading>())
        {
            faults.AddRange(reading.Of(loss).OfType<CallValue>().Where(call => Takes(call, loss.Targets) && call.Site is not null).Select(call => Misfit(call, table)).OfType<Diagnostic>());
        }

        return faults.GroupBy(fault => (fault.Id, fault.Location)).Select(group => group.First());
    }

    /// <summary>The numbers of rows, their indices, or both.</summary>
    private static IReadOnlyList<(string Name, TensorShape Shape)> Inputs(TableFacts table)
        => [.. new[] { ("numbers", table.Inputs), ("categories", table.Categories) }.Where(input => input.Item2 > 0).Select(input => (input.Item1, TensorShape.Of([Dim.Rows, Dim.Of(input.Item2)])))];

    // The only input needs no name; of two each is known by it.
    private static bool Takes(IMethodSymbol forward, IReadOnlyList<(string Name, TensorShape Shape)> inputs)
        => forward.Parameters.Length == inputs.Count && (inputs.Count == 1 || forward.Parameters.Select(parameter => parameter.Name).SequenceEqual(inputs.Select(input => input.Name)));

    // Two classes may be told apart by one score.
    private static object[]? Misfit(string forward, TensorShape output, TableFacts table)
    {
        var last = output.FromEnd(1);
        var isFlat = !output.HasGap && output.MinRank == 1;
        var fits = isFlat ? last is not { IsOfRows: true } : last is not { IsNumber: true } || last.Value.Factor == table.Outputs || (table is { Task: "classes", Outputs: 2 } && last.Value.Factor == 1);
        if (fits)
        {
            return null;
        }

        var wanted = table.Task == "classes" ? $"{table.Name}.Classes" : $"{table.Name}.Outputs";
        var cure = isFlat
            ? "return [rows, 1] as the last layer gives it, without squeezing: two vectors of which one is a column would be subtracted each from each"
            : $"let the last layer have {wanted} outputs, and return them as they are";
        return [forward, output.Text(), table.Name, Described(table), cure];
    }

    private static string Described(TableFacts table) => table.Task switch
    {
        "classes" => $"{table.Outputs.Code()} classes",
        "number" => "one number to predict, [rows, 1]",
        "numbers" => $"{table.Outputs.Code()} numbers to predict, [rows, {table.Outputs.Code()}]",
        _ => $"{table.Outputs.Code()} labels, [rows, {table.Outputs.Code()}]",
    };

    private static bool Takes(CallValue call, Value targets) => call.Inputs.Any(input => ReferenceEquals(input, targets));

    private static Diagnostic? Misfit(CallValue call, TableFacts table)
    {
        var name = call.Method.Name;
        var kind = ForClasses.Contains(name) ? "classes" : ForLabels.Contains(name) ? "labels" : ForNumbers.Contains(name) ? "numbers" : null;
        var expected = table.Task == "number" ? "numbers" : table.Task;
        if (kind is null || kind == expected || TensorFunctions.Of(call.Method) is null)
        {
            return null;
        }

        var (are, cure) = expected switch
        {
            "classes" => ("class labels", "cross_entropy"),
            "labels" => ("labels that each hold or not", "binary_cross_entropy_with_logits"),
            _ => ("numbers", "mse_loss, or huber_loss where some are far off"),
        };
        return Diagnostic.Create(TableRules.LossDoesNotFit, CallSite.Name(call.Site!.Syntax).GetLocation(), name, kind, table.Name, are, cure);
    }
}
