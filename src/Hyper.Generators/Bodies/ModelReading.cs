using Hyper.Generators.Bodies.Reading;
using Hyper.Generators.Bodies.Shapes;
using Hyper.Generators.Bodies.Values;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Bodies;

/// <summary>
/// What the bodies of a model say: its forward method, read once, and its two losses, each of what that returns. Shapes, gradients,
/// reads and passes are interpretations of these values.
/// </summary>
internal sealed class ModelReading
{
    private readonly MethodReader _reader;

    private ModelReading(INamedTypeSymbol model, MethodReader reader, IMethodSymbol forward)
    {
        _reader = reader;
        Layers = [.. model.GetMembers().OfType<IPropertySymbol>().Where(LayerKinds.IsLayer)];
        Forward = forward;
        Inputs = [.. forward.Parameters.Select(reader.Given)];
        Outputs = reader.Read(forward, [.. Inputs]);
        AfterForward = reader.Values.Count;
    }

    /// <summary>The layers, in the order in which they are declared.</summary>
    public IReadOnlyList<IPropertySymbol> Layers { get; }

    /// <summary>The forward method.</summary>
    public IMethodSymbol Forward { get; }

    /// <summary>What it is given, one value for each parameter.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>What it returns.</summary>
    public Value Outputs { get; }

    /// <summary>The training loss; null where there is none.</summary>
    public LossReading? Training { get; private set; }

    /// <summary>The validation loss; null where there is none.</summary>
    public LossReading? Validation { get; private set; }

    /// <summary>Why reading came to an early end; null where it did not.</summary>
    public (IOperation Where, string Why)? End => _reader.End;

    /// <summary>The number of values of the forward method, which stand first.</summary>
    public int AfterForward { get; }

    /// <summary>The values of the forward method.</summary>
    public IReadOnlyList<Value> OfForward => [.. _reader.Values.Take(AfterForward)];

    /// <summary>The values of a loss alone.</summary>
    public IReadOnlyList<Value> Of(LossReading loss) => [.. _reader.Values.Skip(loss.First).Take(loss.After - loss.First)];

    /// <summary>Reads a model.</summary>
    /// <param name="model">The annotated class.</param>
    /// <param name="bodies">The body of a method of the class, where it is known.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>What was read; null where there is no forward method that is given anything.</returns>
    public static ModelReading? Read(INamedTypeSymbol model, Func<IMethodSymbol, IOperation?> bodies, CancellationToken cancellation)
    {
        if (Marked(model, KnownTypes.ForwardAttribute) is not { Parameters.Length: > 0 } forward)
        {
            return null;
        }

        var reader = new MethodReader(bodies, cancellation);
        var reading = new ModelReading(model, reader, forward);
        reading.Training = Loss(KnownTypes.TrainingLossAttribute);
        reading.Validation = Loss(KnownTypes.ValidationLossAttribute);
        return reading;

        LossReading? Loss(string attribute)
        {
            if (Marked(model, attribute) is not { Parameters.Length: 2 } loss || !TorchSymbols.IsTensor(loss.ReturnType))
            {
                return null;
            }

            var first = reader.Values.Count;
            var targets = reader.Given(loss.Parameters[1]);
            return new LossReading(loss, targets, reader.Read(loss, [reading.Outputs, targets]), first, reader.Values.Count);
        }
    }

    /// <summary>The shapes on the way through the forward method.</summary>
    /// <param name="cancellation">Ends the inference.</param>
    /// <param name="given">The shapes of what the method is given, in the order of its parameters, where they are known.</param>
    public ForwardShapes Shapes(CancellationToken cancellation, params TensorShape[] given) => End is null ? ShapeInference.Of(OfForward, Outputs, given, cancellation) : ForwardShapes.Nothing;

    private static IMethodSymbol? Marked(INamedTypeSymbol type, string attribute)
        => type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(method => AttributeReader.Has(method, attribute));
}

/// <summary>One of a model's losses.</summary>
/// <param name="Method">The method.</param>
/// <param name="Targets">The targets that it is given.</param>
/// <param name="Value">What it returns.</param>
/// <param name="First">The index of its first value.</param>
/// <param name="After">The index behind its last one.</param>
internal sealed record LossReading(IMethodSymbol Method, Value Targets, Value Value, int First, int After);
