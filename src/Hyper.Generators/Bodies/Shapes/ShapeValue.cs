using System.Collections.Immutable;

namespace Hyper.Generators.Bodies.Shapes;

/// <summary>What the inference knows of the value of an expression.</summary>
internal abstract class ShapeValue
{
    /// <summary>Nothing.</summary>
    public static ShapeValue Unknown { get; } = new NothingKnown();

    /// <summary>The literal <c>null</c>, or an argument that is left out.</summary>
    public static ShapeValue Absent { get; } = new NothingKnown();

    /// <summary>The number, where it is one that is known.</summary>
    public long? Number => this is SizeValue { Size: { IsNumber: true } size } ? size.Factor : null;

    /// <summary>The tensor's shape; unknown where it is no known tensor.</summary>
    public TensorShape Shape => this is TensorValue tensor ? tensor.Known : TensorShape.Unknown;

    public ShapeChain? Chain => (this as TensorValue)?.Steps;

    /// <summary>What is true of both.</summary>
    public static ShapeValue Join(ShapeValue one, ShapeValue other) => (one, other) switch
    {
        _ when ReferenceEquals(one, other) => one,
        (TensorValue a, TensorValue b) when a.Known.Equals(b.Known) => a,
        (TensorValue a, TensorValue b) => Joined(TensorShape.Join(a.Known, b.Known)),
        (SizeValue a, SizeValue b) when a.Size == b.Size => a,
        (FlagValue a, FlagValue b) when a.Value == b.Value => a,
        (SignatureValue a, SignatureValue b) when a.Layer == b.Layer => a,
        (SeveralValues a, SeveralValues b) when a.Items.Length == b.Items.Length => new SeveralValues([.. a.Items.Zip(b.Items, Join)]),
        _ => Unknown,
    };

    private static TensorValue Joined(TensorShape shape) => new(shape, ShapeChain.Of("either branch", shape));

    private sealed class NothingKnown : ShapeValue;
}

/// <summary>A tensor.</summary>
internal sealed class TensorValue(TensorShape known, ShapeChain? steps) : ShapeValue
{
    public TensorShape Known { get; } = known;

    public ShapeChain? Steps { get; } = steps;
}

/// <summary>A whole number.</summary>
internal sealed class SizeValue(Dim size) : ShapeValue
{
    public Dim Size { get; } = size;
}

/// <summary>True or false.</summary>
internal sealed class FlagValue(bool value) : ShapeValue
{
    public bool Value { get; } = value;
}

/// <summary>A tuple, or an array that is not written to.</summary>
internal sealed class SeveralValues(ImmutableArray<ShapeValue> items) : ShapeValue
{
    public ImmutableArray<ShapeValue> Items { get; } = items;
}

/// <summary>The sizes of a tensor, as <c>shape</c> gives them.</summary>
internal sealed class SizesValue(TensorShape of) : ShapeValue
{
    public TensorShape Of { get; } = of;
}

/// <summary>A layer of the model.</summary>
internal sealed class SignatureValue(LayerSignature layer) : ShapeValue
{
    public LayerSignature Layer { get; } = layer;
}
