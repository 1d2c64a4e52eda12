using Hyper.Generators.Model;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Responses;

/// <summary>Writes <c>.Hypernetwork.g.cs</c>: the response family, its forward and backward passes written out.</summary>
internal static class HypernetworkEmitter
{
    /// <summary>Spaces between the longest field and the comments on their shapes.</summary>
    private const int CommentGap = 11;

    /// <summary>The interface that it implements.</summary>
    private const string Self = $"{RuntimeNames.CompiledResponse}<BestResponse>";

    /// <summary>Where a line gets too long to hold a method's signature and its body.</summary>
    private const int LongestLine = 160;

    /// <summary>Into a model, for all experiments that name no family of their own.</summary>
    public static string Emit(ModelClass model) => Emit(model, model.Place, "Layout", "Layout.HypernetworkParameterCount");

    /// <summary>Into an experiment that names a family of its own.</summary>
    /// <param name="model">Its model, with the experiment's hypernetwork.</param>
    /// <param name="experiment">Where the experiment is declared.</param>
    public static string Emit(ModelClass model, TypePlace experiment)
        => Emit(model, experiment, $"{model.Place.QualifiedName}.Layout", model.Hypernetwork.ParameterCount.Code());

    private static string Emit(ModelClass model, TypePlace place, string layout, string parameters)
    {
        var matrices = new ResponseMatrices();
        var blocks = model.Hypernetwork.Blocks.Select(block => new BlockCode(model, layout, block, matrices)).ToList();
        return GeneratedFile.Write(place, writer => WriteResponse(writer, model, parameters, blocks, matrices.All));
    }

    private static void WriteResponse(SourceWriter writer, ModelClass model, string parameters, IReadOnlyList<BlockCode> blocks, IReadOnlyList<ResponseMatrix> matrices)
    {
        var code = blocks.Count == 1 ? ResponseMethods.Whole(blocks[0]) : ResponseMethods.Hybrid(blocks);
        writer.Line(Summary(model, blocks));
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"internal sealed class BestResponse : {Self}");
        WriteFields(writer, blocks, matrices);
        WriteConstructor(writer, parameters, blocks, matrices);
        WriteStatic(writer, model.Hypernetwork, parameters);
        writer.Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public {RuntimeNames.FlatParameters} Parameters {{ get; }}");
        WriteGeneral(writer, matrices);
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

    private static string Summary(ModelClass model, IReadOnlyList<BlockCode> blocks)
    {
        var choice = model.Hypernetwork.Choice is { } because ? $"\n/// Its family is the compiler's choice: {because}." : "";
        var sizes = $"for n = {model.HyperparameterCount.Prose()} and P = {model.WeightCount.Prose()};";
        if (blocks.Count > 1)
        {
            return $"""
                /// <summary>
                /// The hypernetwork, a hybrid {sizes}
                /// rows of z and w are hyperparameter samples.{choice}
                /// </summary>
                /// <remarks>
                {string.Join("\n", blocks.Select(block => $"/// {block.Block.Describe()} {block.Response.Formula}.<br/>"))}
                /// </remarks>
                """;
        }

        // The formula of a family with several parts is long: then the sizes get a line of their own with what follows.
        var (end, start) = blocks[0].Response.HasLongFormula ? ("", sizes + " ") : (" " + sizes, "");
        return $"""
            /// <summary>
            /// The hypernetwork: {blocks[0].Response.Formula},{end}
            /// {start}rows of z and w are hyperparameter samples.{choice}
            /// </summary>
            """;
    }

    private static void WriteFields(SourceWriter writer, IReadOnlyList<BlockCode> blocks, IReadOnlyList<ResponseMatrix> matrices)
    {
        var width = matrices.Max(matrix => matrix.Field.Length) + 1 + CommentGap;
        foreach (var matrix in matrices)
        {
            writer.Line($"private readonly {RuntimeNames.Tensor} {(matrix.Field + ";").PadRight(width)}// [{matrix.Rows.Code()}, {matrix.Columns.Code()}]");
        }

        foreach (var matrix in matrices)
        {
            writer.Line($"private readonly {(matrix.IsSum ? RuntimeNames.SummedGradient : RuntimeNames.Tensor)} {matrix.GradientField};");
        }

        foreach (var block in blocks.Where(block => block.Response.HasRows))
        {
            writer.Line($"private readonly {RuntimeNames.WeightRows} {block.Rows};");
        }
    }

    private static void WriteConstructor(SourceWriter writer, string parameters, IReadOnlyList<BlockCode> blocks, IReadOnlyList<ResponseMatrix> matrices)
    {
        writer.Blank();
        writer.Line("/// <summary>Lays the parameters out in one flat buffer and draws their initial values.</summary>");
        writer.Line("internal BestResponse(");
        writer.Open($"    {RuntimeNames.ScalarType} type, {RuntimeNames.Device} device, {RuntimeNames.Generator} noise)");
        writer.Line($"Parameters = new {RuntimeNames.FlatParameters}({parameters}, type, device);");
        foreach (var matrix in matrices)
        {
            writer.Line($"{matrix.Field} = Parameters.Matrix({Place(matrix)});");
        }

        foreach (var matrix in matrices)
        {
            writer.Line($"{matrix.GradientField} = Parameters.{(matrix.IsSum ? "SummedGradient" : "GradientMatrix")}({Place(matrix)});");
        }

        foreach (var block in blocks.Where(block => block.Response.HasRows))
        {
            writer.Line($"{block.Rows} = new {RuntimeNames.WeightRows}({block.LayoutExpression});");
        }

        writer.Blank();
        WriteLines(writer, blocks.Count == 1 ? blocks[0].Response.Initialize : InitializeEach(blocks));
        writer.Close();
    }

    private static void WriteStatic(SourceWriter writer, HypernetworkModel hypernetwork, string parameters)
    {
        writer.Blank();
        writer.Line($"""
            /// <inheritdoc/>
            static {RuntimeNames.ResponseShape} {Self}.Shape => new("{FamilyText.Of(hypernetwork)}", {parameters});

            /// <inheritdoc/>
            static BestResponse {Self}.Create(
                {RuntimeNames.ScalarType} type, {RuntimeNames.Device} device, {RuntimeNames.Generator} noise) => new(type, device, noise);
            """);
    }

    private static IReadOnlyList<string> InitializeEach(IReadOnlyList<BlockCode> blocks) =>
    [
        "// What depends on the hyperparameters starts small: at first the response is close to the standard initialisation for any.",
        .. ResponseMethods.Each(blocks, block =>
        [
            $"var {block.Layout} = {block.LayoutExpression};",

            // Each family says the same of itself.
            .. block.Response.Initialize.Where(line => !line.StartsWith("//", StringComparison.Ordinal) && line.Length > 0),
        ]),
    ];

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
        if (lines.Count == 1 && single.Length <= LongestLine && !lines[0].StartsWith("//", StringComparison.Ordinal))
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
