using Orleans.Concurrency;

namespace Hyper.Cluster.Ledger;

/// <summary>Which studies there are. Its key is 0.</summary>
[Alias("hyperdsl.index")]
public interface IStudyIndexGrain : IGrainWithIntegerKey
{
    /// <summary>Adds a study, or opens it again.</summary>
    [Alias("add")]
    Task AddAsync(string study, string program);

    /// <summary>Takes note that no unit of a study is open, and none will come.</summary>
    [Alias("close")]
    Task CloseAsync(string study);

    /// <summary>The open studies of a program, the oldest first.</summary>
    [Alias("open")]
    [ReadOnly]
    Task<IReadOnlyList<string>> OpenAsync(string program);

    /// <summary>All studies, the oldest first; of those that are over, the last thousand.</summary>
    [Alias("all")]
    [ReadOnly]
    Task<IReadOnlyList<string>> AllAsync();
}
