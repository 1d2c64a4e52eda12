using System.Globalization;
using System.Text;

namespace Hyper.Runtime.Hypergradients.Checks;

/// <summary>The hypergradient of a run beside other ways to the same numbers; <see cref="ToString"/> is a table.</summary>
public sealed class HypergradientReport
{
    internal HypergradientReport(
        IReadOnlyList<string> names, IReadOnlyList<int> indices, IReadOnlyList<HypergradientWitness> witnesses, int reference, double trainedLoss, double responseLoss)
    {
        Hyperparameters = names;
        Indices = indices;
        ValidationLossRetrained = trainedLoss;
        ValidationLossOfResponse = responseLoss;
        Reference = witnesses[reference].Name;
        Witnesses = [.. witnesses.Select(witness => witness.Against(witnesses[reference].Values))];
    }

    /// <summary>The hyperparameter values that were looked at, such as <c>WeightDecay[17]</c>.</summary>
    public IReadOnlyList<string> Hyperparameters { get; }

    /// <summary>Their indices in the flat vector.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>The ways, first of all the run's own response where it kept one.</summary>
    public IReadOnlyList<HypergradientWitness> Witnesses { get; }

    /// <summary>The witness that the others are measured against: the most trustworthy there is.</summary>
    public string Reference { get; }

    /// <summary>The validation loss of the response's weights at û.</summary>
    public double ValidationLossOfResponse { get; }

    /// <summary>The validation loss of an ordinary training at û: where it is lower by much, the response is not a best response.</summary>
    public double ValidationLossRetrained { get; }

    /// <summary>The witness of a name, or null.</summary>
    /// <param name="name">One of <see cref="HypergradientWitness"/>'s names.</param>
    public HypergradientWitness? this[string name] => Witnesses.FirstOrDefault(witness => witness.Name == name);

    /// <summary>A table: a line for each hyperparameter value, then cosine, relative error and verdict of each way.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var width = Math.Max("relative error".Length, Hyperparameters.Max(name => name.Length));
        Row("", Witnesses.Select(witness => witness.Name));
        for (var i = 0; i < Hyperparameters.Count; i++)
        {
            Row(Hyperparameters[i], Witnesses.Select(witness => Number(witness.Values[i], "0.0000e+00")));
        }

        Row("cosine", Witnesses.Select(witness => Number(witness.Cosine, "0.0000")));
        Row("relative error", Witnesses.Select(witness => Number(witness.RelativeError, "0.0000")));
        foreach (var witness in Witnesses.Where(witness => witness.Name != Reference))
        {
            text.Append(witness.Name).Append(' ').Append(witness.Verdict).Append(" the reference, ").Append(Reference).Append(".\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"Validation loss at the tuned hyperparameters: {ValidationLossOfResponse:G5} of the run's weights, {ValidationLossRetrained:G5} after retraining.");
        return text.ToString();

        void Row(string name, IEnumerable<string> cells)
        {
            text.Append(name.PadRight(width));
            foreach (var cell in cells)
            {
                text.Append("  ").Append(cell.PadLeft(18));
            }

            text.Append('\n');
        }

        static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
