using Hyper.Dsl;
using Hyper.Generators.Model;

namespace Hyper.Generators.Emitting;

/// <summary>Writes <c>.Hypernetwork.g.cs</c>: the response family, its forward and backward passes written out.</summary>
internal static class HypernetworkEmitter
{
    /// <summary>Spaces between the longest field and the comments on their shapes.</summary>
    private const int CommentGap = 11;

    /// <summary>Where a line gets too long to hold a method's signature and its body.</summary>
    private const int LongestLine = 160;

    public static string Emit(ModelClass model)
    {
        var code = model.Hypernetwork.Family switch
        {
            Hypernetwork.Linear => LinearResponse.Of(model),
            Hypernetwork.Factorized => LayeredResponse.Factorized(model),
            Hypernetwork.Mlp => LayeredResponse.Mlp(model),
            _ => ElementwiseResponse.Of(model),
        };
        return GeneratedFile.Write(model.Place, writer => WriteResponse(writer, model, code));
    }

    private static void WriteResponse(SourceWriter writer, ModelClass model, ResponseCode code)
    {
        writer.Line(Summary(model, code));
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"internal sealed class BestResponse : {RuntimeNames.Response}");
        WriteFields(writer, code.Matrices);
        WriteConstructor(writer, code);
        writer.Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public {RuntimeNames.FlatParameters} Parameters {{ get; }}");
        WriteGeneral(writer, code.Matrices);
        const string Tensor = RuntimeNames.Tensor;
        WriteMethod(writer, $"{Tensor} Respond({Tensor} z, {Tensor} weights)", code.Respond);
        WriteMethod(writer, $"void PullBack({Tensor} z, {Tensor} hidden, {Tensor} gradient)", code.PullBack);
        WriteMethod(writer, $"void PullBackToHyperparameters({Tensor} hidden, {Tensor} gradient, {Tensor} hypergradient)", code.PullBackToHyperparameters);
        WriteMethod(writer, $"void Recenter({Tensor} step)", code.Recenter);
        writer.Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public void Dispose() => Parameters.Dispose();");
        writer.Close();
    }

    private static string Summary(ModelClass model, ResponseCode code)
    {
        var sizes = $"for n = {model.HyperparameterCount.Prose()} and P = {model.WeightCount.Prose()};";

        // The formula of a family with several parts is long: then the sizes get a line of their own with what follows.
        var (end, start) = model.Hypernetwork.Family == Hypernetwork.Elementwise ? ("", sizes + " ") : (" " + sizes, "");
        return $"""
            /// <summary>
            /// The hypernetwork: {code.Formula},{end}
            /// {start}rows of z and w are hyperparameter samples.
            /// </summary>
            """;
    }

    private static void WriteFields(SourceWriter writer, IReadOnlyList<ResponseMatrix> matrices)
    {
        var width = matrices.Max(matrix => matrix.Field.Length) + 1 + CommentGap;
        foreach (var matrix in matrices)
        {
            writer.Line($"private readonly {RuntimeNames.Tensor} {(matrix.Field + ";").PadRight(width)}// [{matrix.Rows.Code()}, {matrix.Columns.Code()}]");
        }

        foreach (var matrix in matrices)
        {
            writer.Line($"private readonly {RuntimeNames.Tensor} {matrix.GradientField};");
        }
    }

    private static void WriteConstructor(SourceWriter writer, ResponseCode code)
    {
        writer.Blank();
        writer.Line("internal BestResponse(");
        writer.Open($"    {RuntimeNames.ScalarType} type, {RuntimeNames.Device} device, {RuntimeNames.Generator} noise)");
        writer.Line($"Parameters = new {RuntimeNames.FlatParameters}(Layout.HypernetworkParameterCount, type, device);");
        foreach (var matrix in code.Matrices)
        {
            writer.Line($"{matrix.Field} = Parameters.Matrix({Place(matrix)});");
        }

        foreach (var matrix in code.Matrices)
        {
            writer.Line($"{matrix.GradientField} = Parameters.GradientMatrix({Place(matrix)});");
        }

        writer.Blank();
        WriteLines(writer, code.Initialize);
        writer.Close();
    }

    private static void WriteGeneral(SourceWriter writer, IReadOnlyList<ResponseMatrix> matrices)
    {
        var ranges = matrices.Where(matrix => matrix.IsGeneral).Select(matrix => $"({matrix.Offset.Code()}, {matrix.Count.Code()})").ToList();
        if (ranges.Count > 0)
        {
            writer.Blank();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"public {RuntimeNames.ReadOnlyList}<(long Offset, long Count)> General {{ get; }} = [{string.Join(", ", ranges)}];");
        }
    }

    private static string Place(ResponseMatrix matrix) => $"{matrix.Offset.Code()}, {matrix.Rows.Code()}, {matrix.Columns.Code()}";

    private static void WriteMethod(SourceWriter writer, string signature, IReadOnlyList<string> lines)
    {
        writer.Blank();
        writer.Line("/// <inheritdoc/>");
        var single = $"public {signature} => {lines[0]}";
        if (lines.Count == 1 && single.Length <= LongestLine)
        {
            writer.Line(single);
            return;
        }

        writer.Open($"public {signature}");
        WriteLines(writer, lines);
        writer.Close();
    }

    private static void WriteLines(SourceWriter writer, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.Length == 0)
            {
                writer.Blank();
            }
            else
            {
                writer.Line(line);
            }
        }
    }
}
