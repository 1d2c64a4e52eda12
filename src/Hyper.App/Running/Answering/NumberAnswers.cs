using System.Globalization;
using static TorchSharp.torch;

namespace Hyper.App.Running.Answering;

/// <summary>Answers as numbers with commas between them, a line for each row below one of names; none is in memory for longer than its part.</summary>
internal sealed class NumberAnswers(Stream stream) : IAnswerWriter
{
    private readonly StreamWriter writer = new(stream, leaveOpen: true) { NewLine = "\n" };
    private bool hasNames;

    /// <inheritdoc/>
    public void Add(Tensor answers)
    {
        var rows = answers.shape[0];
        var flat = answers.reshape(rows, -1);
        var width = (int)flat.shape[1];
        if (!hasNames)
        {
            writer.WriteLine(string.Join(',', Enumerable.Range(0, width).Select(i => string.Create(CultureInfo.InvariantCulture, $"output{i}"))));
            hasNames = true;
        }

        var numbers = Texts(flat);
        for (var i = 0; i < rows; i++)
        {
            writer.WriteLine(string.Join(',', numbers.Skip(i * width).Take(width)));
        }
    }

    /// <inheritdoc/>
    public void Finish() => writer.Flush();

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    // As many digits as the model computes with, and whole numbers whole.
    private static string[] Texts(Tensor answers) => answers.dtype switch
    {
        ScalarType.Float64 => Array.ConvertAll(answers.data<double>().ToArray(), static number => number.ToString("R", CultureInfo.InvariantCulture)),
        var type when is_floating_point(type) => Array.ConvertAll(answers.to(ScalarType.Float32).data<float>().ToArray(), static number => number.ToString("R", CultureInfo.InvariantCulture)),
        _ => Array.ConvertAll(answers.to(ScalarType.Int64).data<long>().ToArray(), static number => number.ToString(CultureInfo.InvariantCulture)),
    };
}
