using Hyper.Generators.Model;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Models;

/// <summary>Writes <c>.Model.g.cs</c>: the model with fixed weights, and what a training loop asks of the class.</summary>
internal static class ModelEmitter
{
    /// <summary>Names that the forward method cannot have in the class with fixed weights, because something there has them.</summary>
    private static readonly IReadOnlyList<string> TakenInTrained =
    [
        "Weights", "NamedWeights", "State", "ValidationLoss", "Accuracy", "Save", "Dispose", "Evaluate", "Hyperparameters", "Trained",
        "Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "ReferenceEquals", "Finalize",
    ];

    public static string Emit(ModelClass model) => GeneratedFile.Write(model.Place, writer =>
    {
        WriteTrained(writer, model);
        LoadMethods.Write(writer, model);
        WriteInterface(writer, model);
    });

    /// <summary>What the forward method is called in the class with fixed weights.</summary>
    public static string NameInTrained(string forward) => TakenInTrained.Contains(forward) ? "Forward" : forward.Escaped();

    private static void WriteTrained(SourceWriter writer, ModelClass model)
    {
        var name = model.Place.Name.Escaped();
        var qualified = model.Place.QualifiedName;
        var forward = NameInTrained(model.Forward.Name);
        var parameters = model.Forward.Parameters;
        var escaped = parameters.Select(parameter => parameter.Escaped()).ToList();
        var evaluate = parameters.Contains("Evaluate") ? "base.Evaluate" : "Evaluate";
        var inputs = escaped.Count == 1 ? escaped[0] : $"new({string.Join(", ", escaped)})";
        var remarks = string.Join("\n    ", parameters.Select(parameter => $"/// <param name=\"{parameter}\">{(escaped.Count == 1 ? "Rows of inputs, on any device and of any floating-point type." : "One of the inputs of the rows, on any device and of a type that a dataset may have.")}</param>"));
        writer.Line($$"""
            /// <summary>A <see cref="{{name}}"/> with fixed weights, in evaluation mode: an ordinary model.</summary>
            {{GeneratedFile.Attribute}}
            public sealed class Trained : {{RuntimeNames.TrainedModel}}
            {
                /// <summary>Gives a model its weights, and keeps the unconstrained hyperparameters, n numbers, that they belong to.</summary>
                internal Trained({{qualified}} model, {{RuntimeNames.ElementaryWeights}} weights, double[] unconstrained)
                    : base(model, weights, unconstrained)
                {
                    Hyperparameters = {{qualified}}.Hyperparameters.FromNatural({{qualified}}.Hyperparameters.Space.ToNatural(unconstrained));
                }

                /// <summary>The hyperparameters that the weights belong to, natural values.</summary>
                public {{qualified}}.Hyperparameters Hyperparameters { get; }

                /// <summary>Applies the model, without a gradient and without stochastic regularisers.</summary>
                {{remarks}}
                /// <returns>One row of outputs for each row of inputs, in the caller's dispose scope.</returns>
                public {{RuntimeNames.Tensor}} {{forward}}({{string.Join(", ", escaped.Select(parameter => $"{RuntimeNames.Tensor} {parameter}"))}}) => {{evaluate}}({{inputs}});
            }
            """);
    }

    private static void WriteInterface(SourceWriter writer, ModelClass model)
    {
        var name = model.Place.Name.Escaped();
        var self = $"{RuntimeNames.HyperModel}<{name}, Trained, Hyperparameters>";
        writer.Blank();
        writer.Line($"""
            /// <inheritdoc/>
            {RuntimeNames.ForwardContext} {RuntimeNames.HyperModel}.Context => __context;

            /// <inheritdoc/>
            static {RuntimeNames.ElementaryLayout} {self}.Weights => Layout.Weights;

            /// <inheritdoc/>
            {Create(model, name, self)}

            /// <inheritdoc/>
            static Trained {self}.CreateTrained(
                {name} model, {RuntimeNames.ElementaryWeights} weights, double[] unconstrained) => new(model, weights, unconstrained);

            /// <inheritdoc/>
            {Forward(model)}

            /// <inheritdoc/>
            {RuntimeNames.Tensor} {RuntimeNames.HyperModel}.TrainingLoss({RuntimeNames.Tensor} outputs, {RuntimeNames.Tensor} targets) => {Call(model, model.TrainingLoss, "outputs", "targets")};

            /// <inheritdoc/>
            {RuntimeNames.Tensor} {RuntimeNames.HyperModel}.ValidationLoss({RuntimeNames.Tensor} outputs, {RuntimeNames.Tensor} targets) => {Call(model, model.ValidationLoss, "outputs", "targets")};
            """);
        if (model.Metrics.Count > 0)
        {
            writer.Blank();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"{RuntimeNames.ReadOnlyList}<{RuntimeNames.ModelMetric}> {RuntimeNames.HyperModel}.Metrics =>");
            writer.Line("[");
            foreach (var metric in model.Metrics)
            {
                writer.Line($"    new(\"{metric.Method.Name}\", higherIsBetter: {(metric.HigherIsBetter ? "true" : "false")}, {metric.Method.Name.Escaped()}),");
            }

            writer.Line("];");
        }
    }

    /// <summary>The forward method as a training loop calls it, and the names of its inputs where there are several.</summary>
    private static string Forward(ModelClass model)
    {
        var parameters = model.Forward.Parameters;
        var names = parameters.Count == 1 ? "" : $"""
            {RuntimeNames.ReadOnlyList}<string> {RuntimeNames.HyperModel}.InputNames => [{string.Join(", ", parameters.Select(parameter => $"\"{parameter}\""))}];

            /// <inheritdoc/>

            """;
        return $"{names}{RuntimeNames.Tensor} {RuntimeNames.HyperModel}.Forward({RuntimeNames.ModelInputs} inputs) => {Qualifier(model, model.Forward, "inputs")}{model.Forward.Name.Escaped()}({string.Join(", ", parameters.Select((_, i) => $"inputs[{i.Code()}]"))});";
    }

    /// <summary>The method that creates an instance, and tells its state of the layers that keep statistics or have something to tell, and of its shared modules.</summary>
    private static string Create(ModelClass model, string name, string self)
    {
        List<string> lines = [];
        var slot = 0;
        foreach (var layer in model.Layers)
        {
            if (layer.Shape.KeepsState || layer.Shape.Declared is not null)
            {
                var told = layer.Shape.Declared is { } option ? $", {option.Name}: {string.Join(", ", option.Values.Select(value => value.Code()))}" : "";
                lines.Add($"{RuntimeNames.Layer(layer.Kind)}.Declare(model.__context, weightSlot: {slot.Code()}{told});");
            }

            slot += layer.Shape.Tensors.Count;
        }

        lines.AddRange(model.SharedModules.Select(module => $"model.__context.State.Share(\"{module}\", model.{module.Escaped()});"));
        if (lines.Count == 0)
        {
            return $"static {name} {self}.Create() => new();";
        }

        return $$"""
            static {{name}} {{self}}.Create()
            {
                var model = new {{name}}();
            {{string.Join("\n", lines.Select(line => "    " + line))}}
                return model;
            }
            """;
    }

    /// <summary>A call of the user's method, which a parameter of the same name must not hide.</summary>
    private static string Call(ModelClass model, MethodModel method, params string[] arguments)
        => $"{Qualifier(model, method, arguments)}{method.Name.Escaped()}({string.Join(", ", arguments)})";

    private static string Qualifier(ModelClass model, MethodModel method, params string[] parameters)
        => !parameters.Contains(method.Name) ? "" : method.IsStatic ? model.Place.QualifiedName + "." : "this.";
}
