using System.Globalization;
using Hyper.Dsl;
using Hyper.Runtime.Spaces;

namespace Hyper.Runtime.Runs;

/// <summary>The natural values of one hyperparameter in a comparison, in brief.</summary>
/// <param name="Name">The property's name, such as <c>WeightDecay</c>.</param>
/// <param name="Scale">The scale on which it is searched.</param>
/// <param name="Count">Number of values.</param>
/// <param name="Min">The smallest.</param>
/// <param name="Mean">The mean on its own scale: geometric on the logarithmic one.</param>
/// <param name="Max">The largest.</param>
public sealed record ComparisonValue(string Name, Scale Scale, int Count, double Min, double Mean, double Max)
{
    /// <summary>The hyperparameters of a space in brief, in the order of declaration.</summary>
    /// <param name="space">The space.</param>
    /// <param name="natural">Its n natural values.</param>
    /// <exception cref="HyperDslException">There are not n of them.</exception>
    public static IReadOnlyList<ComparisonValue> Of(HyperparameterSpace space, ReadOnlySpan<double> natural)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (natural.Length != space.Count)
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"{natural.Length} hyperparameter values were given; the space has {space.Count}."));
        }

        var values = new List<ComparisonValue>(space.Hyperparameters.Count);
        foreach (HyperparameterInfo info in space.Hyperparameters)
        {
            HyperVector own = HyperVector.From(natural.Slice(info.Offset, info.Count));
            Scale scale = info.Transform.Scale;

            // Rounding must not make a mean of equal values another value.
            double mean = own.Min == own.Max ? own.Min : scale == Scale.Log ? own.GeometricMean : own.Mean;
            values.Add(new ComparisonValue(info.Name, scale, info.Count, own.Min, mean, own.Max));
        }

        return values;
    }

    /// <summary>The hyperparameters of a typed record in brief.</summary>
    /// <typeparam name="THyperparameters">The record that the compiler wrote for the model.</typeparam>
    /// <param name="hyperparameters">Natural values.</param>
    public static IReadOnlyList<ComparisonValue> Of<THyperparameters>(THyperparameters hyperparameters)
        where THyperparameters : IHyperparameters<THyperparameters> => Of(THyperparameters.Space, HyperparameterSpace.NaturalOf(hyperparameters));

    /// <summary>A property's name in words, such as <c>weight decay</c> for <c>WeightDecay</c>.</summary>
    public static string InWords(string name) => string.Concat(name.Select(
        (letter, i) => char.IsUpper(letter) ? $"{(i == 0 ? "" : " ")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>A value in three digits or fewer, such as <c>0.0633</c> or <c>2.8e-4</c>.</summary>
    public static string Short(double value) => Math.Abs(value) is (>= 0.01 and < 999.5) or 0
        ? value.ToString("G3", CultureInfo.InvariantCulture)
        : value.ToString("0.#e0", CultureInfo.InvariantCulture);

    /// <summary>The hyperparameter in a few words: its value, or how many there are and their middle.</summary>
    public override string ToString() => Min == Max
        ? $"{InWords(Name)} {Short(Mean)}{(Count == 1 ? "" : Invariant($" (all {Count:N0})"))}"
        : Invariant($"{InWords(Name)} {Count:N0} values, {(Scale == Scale.Log ? "geometric mean" : "mean")} {Short(Mean)}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
