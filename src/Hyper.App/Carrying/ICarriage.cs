using Hyper.Runtime.Search.Trials;

namespace Hyper.App.Carrying;

/// <summary>Trials that are carried while a search lasts.</summary>
public interface ICarriage : IAsyncDisposable
{
    /// <summary>What the search is given.</summary>
    CarriedTrials Trials { get; }
}
