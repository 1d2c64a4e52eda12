using Hyper.Tables.Preparation;
using Hyper.Tables.Schema;
using static TorchSharp.torch;

namespace Hyper.Tables.Prediction;

/// <summary>Takes the outputs to a row: probabilities of classes or labels, or numbers in their own unit.</summary>
/// <param name="outputs">They are valid during the call alone.</param>
internal delegate void OutputReader(ReadOnlySpan<double> outputs);

/// <summary>Makes answers of what a model gives: scores become probabilities, and numbers go back to their own unit.</summary>
/// <param name="preparation">How the targets were prepared.</param>
internal sealed class ModelOutputs(TablePreparation preparation)
{
    private readonly TableSchema schema = preparation.Schema;

    /// <summary>Goes through the outputs of a model.</summary>
    /// <param name="outputs">[rows, …], as its forward method gives them.</param>
    /// <param name="take">Takes those to each row, in order.</param>
    /// <exception cref="HyperDslException">They have another width than the table has classes or targets.</exception>
    public void Each(Tensor outputs, OutputReader take)
    {
        var rows = outputs.shape[0];
        var width = (int)(outputs.numel() / rows);
        var isOneLogit = width == 1 && schema is { Task: TableTask.Classes, OutputWidth: 2 };
        if (width != schema.OutputWidth && !isOneLogit)
        {
            throw new HyperDslException(FormattableString.Invariant(
                $"The model gives {width} numbers a row, [{string.Join(", ", outputs.shape)}], and table '{schema.Name}' has {schema.OutputWidth} {(schema.Task == TableTask.Classes ? "classes" : "targets")}; as many are expected."));
        }

        var values = outputs.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
        var answer = new double[schema.OutputWidth];
        for (var row = 0; row < rows; row++)
        {
            Convert(values.AsSpan(row * width, width), answer);
            take(answer);
        }
    }

    private void Convert(ReadOnlySpan<double> outputs, double[] answer)
    {
        if (outputs.Length < answer.Length)
        {
            answer[1] = Sigmoid(outputs[0]);
            answer[0] = Sigmoid(-outputs[0]);
        }
        else if (schema.Task == TableTask.Classes)
        {
            Softmax(outputs, answer);
        }
        else
        {
            for (var i = 0; i < answer.Length; i++)
            {
                answer[i] = schema.HasLabels ? Sigmoid(outputs[i]) : Scaling.Undo(schema.TargetColumns[i].Scale, preparation.Targets[i], outputs[i]);
            }
        }
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));

    // The largest is taken off first: no power overflows.
    private static void Softmax(ReadOnlySpan<double> scores, Span<double> probabilities)
    {
        var most = double.NegativeInfinity;
        foreach (var score in scores)
        {
            most = Math.Max(most, score);
        }

        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            sum += probabilities[i] = Math.Exp(scores[i] - most);
        }

        foreach (ref var probability in probabilities)
        {
            probability /= sum;
        }
    }
}
