namespace Hyper.Quality;

/// <summary>What a network is tuned on.</summary>
/// <param name="Name">A table's name.</param>
/// <param name="Network">The network that it is given.</param>
/// <param name="Split">The rows in an order of a seed.</param>
internal sealed record Problem(string Name, Network Network, Func<int, DataSplits> Split)
{
    /// <summary>The tables of a folder in the order of their names, then the pictures.</summary>
    public static IReadOnlyList<Problem> Of(DirectoryInfo? tables, DirectoryInfo? fashion)
    {
        var read = (tables?.GetFiles("*.csv") ?? []).OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => NumberTable.Read(file.FullName)).OfType<NumberTable>();
        var pictures = fashion is null ? null : new Pictures(fashion.FullName);
        return
        [
            .. read.Select(table => new Problem(table.Name, table.IsRegression ? Network.Numbers : Network.Classes, table.Split)),
            .. pictures is null ? Array.Empty<Problem>() : [new Problem(Pictures.Name, Network.Clothes, pictures.Split)],
        ];
    }
}
