namespace Hyper.Quality;

/// <summary>The records of a benchmark by method.</summary>
internal sealed class MeasuredCells(IReadOnlyList<CellRecord> records)
{
    private readonly ILookup<string, CellRecord> byMethod = records.ToLookup(record => record.Method);

    /// <summary>All records.</summary>
    public IReadOnlyList<CellRecord> All => records;

    /// <summary>The methods that have been measured, in their order; those from far starts have a table of their own.</summary>
    public IEnumerable<string> Methods => Measured.Where(name => !name.Contains('@', StringComparison.Ordinal));

    /// <summary>The methods that have been measured from far starts.</summary>
    public IEnumerable<string> Starts => Measured.Where(name => name.Contains('@', StringComparison.Ordinal));

    /// <summary>The records of a method.</summary>
    public IEnumerable<CellRecord> Of(string method) => byMethod[method];

    /// <summary>Ratios of a method's numbers to another method's.</summary>
    public Ratio Ratio(string method, string other, Func<CellRecord, double?> value) => Quality.Ratio.Of(Of(method), Of(other), value, value);

    /// <summary>Ratios of two numbers of the same cell.</summary>
    public Ratio Ratio(string method, Func<CellRecord, double?> value, Func<CellRecord, double?> other) => Quality.Ratio.Of(Of(method), Of(method), value, other);

    private IEnumerable<string> Measured => Method.All.Select(method => method.Name).Where(byMethod.Contains);
}
