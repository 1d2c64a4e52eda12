using Hyper.Generators.Emitting.Models;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Refused;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Refused;

/// <summary>
/// Writes <c>.Faulty.g.cs</c> for a model: bodies for the partial properties of a class that a rule refuses and the types that
/// the user's code may name, so that the rule's message is not drowned by the C# compiler's.
/// </summary>
internal static class RefusedModelEmitter
{
    public static string Emit(RefusedModel model)
    {
        var name = model.Place.Name.Escaped();
        var self = $"{RuntimeNames.HyperModel}<{name}, {name}.Trained, {name}.Hyperparameters>";
        return GeneratedFile.Write(
            model.Place,
            writer =>
            {
                RefusalCode.WriteRemark(writer, model.Place, model.Reasons);
                foreach (var property in model.Properties)
                {
                    var modifiers = property.Modifiers.Length == 0 ? "" : property.Modifiers + " ";
                    writer.Line($"{modifiers}partial {property.Type} {property.Name.Escaped()} {RefusalCode.Throw}");
                }

                if (model.Types is { } types)
                {
                    WriteRecord(writer, types);
                    WriteTrained(writer, types);
                    WriteLayout(writer);
                    LoadMethods.WritePlaceholders(writer, model.Place, types.Taken, RefusalCode.Throw);
                    WriteInterface(writer, name, self);
                }

                writer.Blank();
                RefusalCode.WriteException(writer, model.Place, model.Reasons);
            },
            model.Types is null ? "" : $" : {self}");
    }

    private static void WriteRecord(SourceWriter writer, RefusedTypes types)
    {
        writer.Blank();
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"public sealed record Hyperparameters : {RuntimeNames.Hyperparameters}<Hyperparameters>");
        writer.Line($"public static {RuntimeNames.HyperparameterSpace} Space {RefusalCode.Throw}");
        foreach (var hyperparameter in types.Hyperparameters)
        {
            var type = !hyperparameter.IsScalar ? RuntimeNames.HyperVector : hyperparameter.Discrete ? "int" : "double";
            writer.Line($"public {type} {hyperparameter.Name.Escaped()} {{ get; init; }}");
        }

        writer.Line($"public static Hyperparameters FromNatural(global::System.ReadOnlySpan<double> natural) {RefusalCode.Throw}");
        writer.Line($"public void CopyTo(global::System.Span<double> natural) {RefusalCode.Throw}");
        writer.Close();
    }

    private static void WriteTrained(SourceWriter writer, RefusedTypes types)
    {
        writer.Blank();
        writer.Line(GeneratedFile.Attribute);
        writer.Open($"public sealed class Trained : {RuntimeNames.TrainedModel}");
        writer.Line("private Trained()");
        writer.Line("    : base(null!, null!, null!)");
        writer.Open("");
        writer.Close();
        writer.Blank();
        writer.Line($"public Hyperparameters Hyperparameters {RefusalCode.Throw}");
        if (types.Forward is { } forward)
        {
            writer.Line($"public {RuntimeNames.Tensor} {ModelEmitter.NameInTrained(forward.Name)}({string.Join(", ", forward.Parameters.Select(parameter => $"{RuntimeNames.Tensor} {parameter.Escaped()}"))}) {RefusalCode.Throw}");
        }

        writer.Close();
    }

    /// <summary>The counts are 1, by which a user's constants may be divided.</summary>
    private static void WriteLayout(SourceWriter writer)
    {
        writer.Blank();
        writer.Line(GeneratedFile.Attribute);
        writer.Open("public static class Layout");
        writer.Line($"""
            public const int WeightCount = 1;
            public const int HyperparameterCount = 1;
            public const int HypernetworkParameterCount = 1;
            public static {RuntimeNames.ElementaryLayout} Weights {RefusalCode.Throw}
            """);
        writer.Close();
    }

    private static void WriteInterface(SourceWriter writer, string name, string self)
    {
        const string Tensor = RuntimeNames.Tensor;
        writer.Blank();
        writer.Line($"""
            {RuntimeNames.ForwardContext} {RuntimeNames.HyperModel}.Context {RefusalCode.Throw}
            static {RuntimeNames.ElementaryLayout} {self}.Weights {RefusalCode.Throw}
            static {name} {self}.Create() {RefusalCode.Throw}
            static Trained {self}.CreateTrained({name} model, {RuntimeNames.ElementaryWeights} weights, double[] unconstrained) {RefusalCode.Throw}
            {Tensor} {RuntimeNames.HyperModel}.Forward({RuntimeNames.ModelInputs} inputs) {RefusalCode.Throw}
            {Tensor} {RuntimeNames.HyperModel}.TrainingLoss({Tensor} outputs, {Tensor} targets) {RefusalCode.Throw}
            {Tensor} {RuntimeNames.HyperModel}.ValidationLoss({Tensor} outputs, {Tensor} targets) {RefusalCode.Throw}
            """);
    }
}
