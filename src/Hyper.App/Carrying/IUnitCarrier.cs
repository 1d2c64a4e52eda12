using System.CommandLine;

namespace Hyper.App.Carrying;

/// <summary>
/// Carries units of work to other processes or machines. It says so on the command line of <c>search</c>: the search plans as ever, in its own process, and
/// somebody else trains.
/// </summary>
public interface IUnitCarrier
{
    /// <summary>The options that <c>search</c> has for it; always the same ones.</summary>
    IReadOnlyList<Option> SearchOptions { get; }

    /// <summary>Begins to carry the trials of a search.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="order">What is to be carried.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What carries them, which the caller disposes of; null where the command line does not ask for it.</returns>
    /// <exception cref="Hyper.Runtime.HyperDslException">Whoever is to train them cannot be reached or started.</exception>
    Task<ICarriage?> BeginAsync(ParseResult parsed, CarriageOrder order, CancellationToken cancellation);
}
