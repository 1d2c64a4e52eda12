namespace Hyper.Generators.Emitting;

/// <summary>Writes the methods through which a model reads its hyperparameters: <c>L2</c>, <c>L1</c> and <c>Drop</c>.</summary>
internal static class RegularizerEmitter
{
    /// <summary>Writes a method that calls the runtime with the model's context.</summary>
    public static void Write(SourceWriter writer, string name)
    {
        writer.Blank();
        writer.Line($"""
            /// <inheritdoc cref="{RuntimeNames.Regularizers}.{name}"/>
            {Header(name)} =>
                {RuntimeNames.Regularizers}.{name}(__context, {(name == "Drop" ? "activations, rate" : "strength")});
            """);
    }

    /// <summary>Writes a method of a faulty class, that nobody can come to call.</summary>
    public static void WritePlaceholder(SourceWriter writer, string name)
        => writer.Line($"{Header(name)} => throw new global::System.InvalidOperationException();");

    private static string Header(string name)
    {
        var parameters = name == "Drop"
            ? $"{RuntimeNames.Tensor} activations, {RuntimeNames.HyperTensor} rate"
            : $"{RuntimeNames.HyperTensor} strength";
        return $"private {RuntimeNames.Tensor} {name}({parameters})";
    }
}
