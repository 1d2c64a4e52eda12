using System.Globalization;
using Hyper.Runtime;
using static TorchSharp.torch;

namespace Hyper.Rates;

/// <summary>A data set of the protocol: a text file of numbers divided by spaces, whose last column is the target.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Seen">Rows to train and validate; the rest test.</param>
/// <param name="Validation">How many of them validate.</param>
/// <param name="Unit">What errors are multiplied by in tables.</param>
internal sealed record Problem(string Name, int Seen, int Validation, int Unit)
{
    // Of the order of the rows, the same for all starts.
    private const int OrderSeed = 20220425;

    /// <summary>Those that there are.</summary>
    public static IReadOnlyList<Problem> All { get; } = [new("energy", 692, 78, 1), new("kin8nm", 7373, 1475, 1000)];

    /// <summary>Reads the rows of a file.</summary>
    /// <exception cref="HyperDslException">A row has another number of columns, or a cell is no number.</exception>
    public SplitRows Read(FileInfo file)
    {
        var lines = File.ReadAllLines(file.FullName).Where(line => !string.IsNullOrWhiteSpace(line)).ToArray();
        new Random(OrderSeed).Shuffle(lines);
        var cells = lines.SelectMany(line => Numbers(line, file)).ToArray();
        if (lines.Length <= Seen)
        {
            throw new HyperDslException($"'{file.FullName}' has {lines.Length} rows; {Name} has more than the {Seen} that train and validate.");
        }

        using var scope = NewDisposeScope();
        var table = tensor(cells).view(lines.Length, UciNetwork.Inputs + 1);
        var seen = table.narrow(0, 0, Seen);
        var deviation = seen.std(0);

        // A column that never changes has no scale.
        deviation = where(deviation > 0, deviation, ones_like(deviation));
        var scaled = table.sub(seen.mean([0])).div(deviation).to(ScalarType.Float32);
        var error = deviation[UciNetwork.Inputs].item<double>();
        return new SplitRows(
            scaled.narrow(1, 0, UciNetwork.Inputs).contiguous().DetachFromDisposeScope(),
            scaled.narrow(1, UciNetwork.Inputs, 1).contiguous().DetachFromDisposeScope(),
            this,
            error * error);
    }

    private static IEnumerable<double> Numbers(string line, FileInfo file)
    {
        var cells = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return cells.Length == UciNetwork.Inputs + 1
            ? cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))
            : throw new HyperDslException($"'{file.FullName}' has a row of {cells.Length} columns; {UciNetwork.Inputs + 1} expected: '{line}'.");
    }
}
