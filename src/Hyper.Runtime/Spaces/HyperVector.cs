using System.Collections;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Hyper.Runtime.Spaces;

/// <summary>The natural values of a hyperparameter that has several; immutable, and equal where all values are equal.</summary>
/// <remarks>In JSON it is the list of its values.</remarks>
[JsonConverter(typeof(HyperVectorJson))]
public sealed class HyperVector : IReadOnlyList<double>, IEquatable<HyperVector>
{
    private readonly double[] values;

    private HyperVector(double[] values) => this.values = values;

    /// <inheritdoc/>
    public int Count => values.Length;

    /// <summary>The smallest value.</summary>
    public double Min => values.Min();

    /// <summary>The largest value.</summary>
    public double Max => values.Max();

    /// <summary>The mean of the values.</summary>
    public double Mean => values.Average();

    /// <summary>The geometric mean: the middle of values that live on a logarithmic scale; they must be above zero.</summary>
    public double GeometricMean => Math.Exp(values.Average(Math.Log));

    /// <inheritdoc/>
    public double this[int index] => values[index];

    /// <summary>One value, repeated.</summary>
    public static HyperVector Repeat(double value, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var values = new double[count];
        Array.Fill(values, value);
        return new HyperVector(values);
    }

    /// <summary>A copy of the values given.</summary>
    public static HyperVector From(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length, nameof(values));
        return new HyperVector(values.ToArray());
    }

    /// <summary>Copies the values to a slice of the flat vector.</summary>
    /// <param name="destination">As many places as the hyperparameter has values.</param>
    /// <param name="name">The hyperparameter's name, for the message.</param>
    /// <exception cref="HyperDslException">There are more or fewer values than places.</exception>
    public void CopyTo(Span<double> destination, string name)
    {
        if (destination.Length != values.Length)
        {
            throw new HyperDslException(
                $"{name} has {values.Length} values; the model has {destination.Length}. Use HyperVector.Repeat(value, {destination.Length}) for one value everywhere.");
        }

        values.CopyTo(destination);
    }

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => values.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(HyperVector? other) => other is not null && values.AsSpan().SequenceEqual(other.values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HyperVector);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>The number of values and their range.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count} values, {Min:G3} to {Max:G3}, mean {Mean:G3}");
}
