using System.Globalization;
using Hyper.Runtime.Data.Formats;
using static TorchSharp.torch;

namespace Hyper.Runtime.Data;

/// <summary>Collects the lines of a CSV file, checked, as the two tables of a dataset.</summary>
internal sealed class CsvTable(CsvFault fault, CsvDatasetOptions options)
{
    private readonly List<float> _inputs = [];
    private readonly List<long> _labels = [];
    private readonly List<float> _numbers = [];
    private string[]? _first;
    private int _target;
    private int _rows;

    /// <summary>Adds a line: the header where one is expected, otherwise a row.</summary>
    /// <param name="cells">The line's cells.</param>
    /// <param name="line">Its number, counted from 1.</param>
    public void Add(string[] cells, int line)
    {
        if (_first is null)
        {
            _first = cells;
            _target = FindTarget(cells, line);
            if (options.HasHeader)
            {
                RequireNames(cells, line);
                return;
            }
        }

        if (cells.Length != _first.Length)
            throw fault.At(line, FormattableString.Invariant($"there are {cells.Length} columns, and the first line has {_first.Length}"));
        if (_inputs.Count > Array.MaxLength - cells.Length)
            throw fault.At(line, FormattableString.Invariant($"there are more than {Array.MaxLength} numbers, which is as many as are read"));

        for (int column = 0; column < cells.Length; column++)
        {
            if (column != _target)
                _inputs.Add(Number(cells[column], line, column));
            else if (options.Target == CsvTarget.Label)
                _labels.Add(Label(cells[column], line));
            else
                _numbers.Add(Number(cells[column], line, column));
        }

        _rows++;
    }

    /// <summary>The dataset of the rows that were added.</summary>
    /// <exception cref="HyperDslException">There are none.</exception>
    public Dataset ToDataset()
    {
        if (_first is null)
            throw fault.Everywhere("the file is empty");
        if (_rows == 0)
            throw fault.Everywhere("there is no line after the header");
        using var scope = NewDisposeScope();
        Tensor inputs = tensor(_inputs.ToArray(), [_rows, _first.Length - 1]);
        return options.Target == CsvTarget.Label
            ? new Dataset(inputs, tensor(_labels.ToArray()))
            : new Dataset(inputs, tensor(_numbers.ToArray(), [_rows, 1]));
    }

    private int FindTarget(string[] first, int line)
    {
        if (first.Length < 2)
        {
            throw fault.At(
                line, $"there is one column; at least two, split by '{options.Delimiter}', are expected: an input and the target");
        }

        if (options.TargetName is { } name)
        {
            int found = Array.IndexOf(first, name);
            if (found < 0)
                throw fault.At(line, $"no column is called '{name}'; there are {string.Join(", ", first)}");
            if (Array.LastIndexOf(first, name) != found)
                throw fault.At(line, $"more than one column is called '{name}'; give the target by its place");
            return found;
        }

        int target = options.TargetColumn ?? first.Length - 1;
        return target >= 0 && target < first.Length
            ? target
            : throw fault.At(line, FormattableString.Invariant(
                $"the target is column {target}, counted from 0, and there are {first.Length} columns"));
    }

    /// <summary>A header of numbers alone is a row of data that would go missing without a word.</summary>
    private void RequireNames(string[] header, int line)
    {
        if (Array.TrueForAll(header, cell => Parse(cell) is not null))
            throw fault.At(line, "the header is made of numbers, so it looks like data; say that there is no header");
    }

    private float Number(string cell, int line, int column)
    {
        if (Parse(cell) is not { } value)
            throw fault.At(line, column + 1, $"{Quote(cell)} is not a number{Hint(line)}");
        float single = (float)value;
        return float.IsFinite(single)
            ? single
            : throw fault.At(line, column + 1, $"{Quote(cell)} is not a finite 32-bit number, and nothing can be learned from it");
    }

    private long Label(string cell, int line)
    {
        int column = _target + 1;
        if (Parse(cell) is not { } value)
            throw fault.At(line, column, $"{Quote(cell)} is not a class label, a whole number from 0{Hint(line)}");
        if (value != Math.Floor(value) || value < 0 || value > int.MaxValue)
            throw fault.At(line, column, $"{Quote(cell)} is not a class label: a whole number from 0 is expected");
        return options.Classes is not { } classes || value < classes
            ? (long)value
            : throw fault.At(line, column, FormattableString.Invariant(
                $"the label is {value}, and {classes} classes are numbered from 0 to {classes - 1}"));
    }

    private string Hint(int line) => line == 1 && !options.HasHeader ? "; if the first line is a header, say so" : "";

    private static double? Parse(string cell)
        => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;

    private static string Quote(string cell) => cell.Length <= 40 ? $"'{cell}'" : $"'{cell[..40]}…'";
}
