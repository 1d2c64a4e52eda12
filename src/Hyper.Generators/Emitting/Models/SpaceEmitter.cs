using Hyper.Generators.Model;
using Hyper.Generators.Model.Hyperparameters;
using Hyper.Generators.Text;

namespace Hyper.Generators.Emitting.Models;

/// <summary>Writes <c>.Space.g.cs</c>: the typed record of natural values, and the space that it converts to and from.</summary>
internal static class SpaceEmitter
{
    public static string Emit(ModelClass model) => GeneratedFile.Write(model.Place, writer =>
    {
        writer.Line($"""
            /// <summary>Natural values of the hyperparameters of <see cref="{model.Place.Name.Escaped()}"/>; a new record has the initial ones.</summary>
            {GeneratedFile.Attribute}
            """);
        writer.Open($"public sealed record Hyperparameters : {RuntimeNames.Hyperparameters}<Hyperparameters>");
        WriteSpace(writer, model);
        foreach (var hyperparameter in model.Hyperparameters)
        {
            writer.Blank();
            WriteProperty(writer, hyperparameter);
        }

        writer.Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Open("public static Hyperparameters FromNatural(global::System.ReadOnlySpan<double> natural) => new()");
        foreach (var hyperparameter in model.Hyperparameters)
        {
            writer.Line($"{hyperparameter.Name.Escaped()} = {Read(hyperparameter)},");
        }

        writer.Close(";");
        writer.Blank();
        writer.Line("/// <inheritdoc/>");
        writer.Open("public void CopyTo(global::System.Span<double> natural)");
        foreach (var hyperparameter in model.Hyperparameters)
        {
            writer.Line(Write(hyperparameter));
        }

        writer.Close();
        writer.Close();
    });

    private static void WriteSpace(SourceWriter writer, ModelClass model)
    {
        writer.Line("/// <summary>The hyperparameters in the order of the flat vector, with their transforms.</summary>");
        writer.Line($"public static {RuntimeNames.HyperparameterSpace} Space {{ get; }} = new(");
        for (var i = 0; i < model.Hyperparameters.Count; i++)
        {
            var hyperparameter = model.Hyperparameters[i];
            var end = i == model.Hyperparameters.Count - 1 ? ");" : ",";
            writer.Line($"""
                    new {RuntimeNames.HyperparameterInfo}(
                        "{hyperparameter.Name}",
                        Offset: {hyperparameter.Offset.Code()},
                        Count: {hyperparameter.Count.Code()},
                        {RuntimeNames.Per}.{hyperparameter.Per},
                        {Transform(hyperparameter)},
                        Initial: {hyperparameter.Initial.Code()}){Options(hyperparameter)}{end}
                """);
        }
    }

    private static string Transform(HyperparameterModel hyperparameter)
    {
        // Half a step more for whole numbers, so that the first and the last are as wide as the others.
        var margin = hyperparameter.Discrete ? 0.5 : 0;
        var min = double.IsInfinity(hyperparameter.Min) ? "" : $", min: {(hyperparameter.Min - margin).Code()}";
        var max = double.IsInfinity(hyperparameter.Max) ? "" : $", max: {(hyperparameter.Max + margin).Code()}";
        return $"new {RuntimeNames.Transform}({RuntimeNames.Scale}.{hyperparameter.Scale}{min}{max})";
    }

    private static string Options(HyperparameterModel hyperparameter)
    {
        List<string> options = [];
        if (hyperparameter.Of != Dsl.Optimizer.None)
        {
            options.Add($"Of = {RuntimeNames.Optimizer}.{hyperparameter.Of}");
        }

        if (hyperparameter.Discrete)
        {
            options.Add("Discrete = true");
        }

        if (hyperparameter.Hyperprior != 0)
        {
            options.Add($"Hyperprior = {hyperparameter.Hyperprior.Code()}");
        }

        if (hyperparameter.RateFactor != 1)
        {
            options.Add($"RateFactor = {hyperparameter.RateFactor.Code()}");
        }

        if (hyperparameter.PerturbationFactor != 1)
        {
            options.Add($"PerturbationFactor = {hyperparameter.PerturbationFactor.Code()}");
        }

        if (hyperparameter.Penalized != Dsl.Penalized.All)
        {
            options.Add($"Penalized = {RuntimeNames.Penalized}.{hyperparameter.Penalized}");
        }

        if (hyperparameter.Prior is { } prior)
        {
            var arguments = prior.Kind == Dsl.Prior.Normal ? prior.Deviation.Code() : $"{prior.Min.Code()}, {prior.Max.Code()}";
            options.Add($"Prior = {RuntimeNames.HyperparameterPrior}.{prior.Kind}({arguments})");
        }

        return options.Count == 0 ? "" : $" {{ {string.Join(", ", options)} }}";
    }

    private static void WriteProperty(SourceWriter writer, HyperparameterModel hyperparameter)
    {
        var description = hyperparameter.Describe();
        var initial = hyperparameter.Initial.Code();
        var (type, value) = hyperparameter.IsScalar
            ? (hyperparameter.Discrete ? "int" : "double", initial)
            : (RuntimeNames.HyperVector, $"{RuntimeNames.HyperVector}.Repeat({initial}, {hyperparameter.Count.Code()})");
        writer.Line($$"""
            /// <summary><c>{{hyperparameter.Name}}</c>: {{char.ToLowerInvariant(description[0])}}{{description.Substring(1)}}</summary>
            public {{type}} {{hyperparameter.Name.Escaped()}} { get; init; } = {{value}};
            """);
    }

    private static string Read(HyperparameterModel hyperparameter)
        => hyperparameter.IsScalar ? $"{(hyperparameter.Discrete ? "(int)" : "")}natural[{hyperparameter.Offset.Code()}]" : $"{RuntimeNames.HyperVector}.From({Slice(hyperparameter)})";

    private static string Write(HyperparameterModel hyperparameter)
    {
        var name = hyperparameter.Name.Escaped();

        // The parameter would hide a hyperparameter of its name.
        var value = name == "natural" ? "this.natural" : name;
        return hyperparameter.IsScalar
            ? $"natural[{hyperparameter.Offset.Code()}] = {value};"
            : $"{value}.CopyTo({Slice(hyperparameter)}, nameof({name}));";
    }

    private static string Slice(HyperparameterModel hyperparameter)
        => $"natural.Slice({hyperparameter.Offset.Code()}, {hyperparameter.Count.Code()})";
}
