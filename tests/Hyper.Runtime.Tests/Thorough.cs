namespace Hyper.Runtime.Tests;

/// <summary>
/// How long a test of minutes takes: a few of its seeds as a rule, and all with <c>HYPERDSL_THOROUGH=1</c>, for who changes what it is a test of.
/// </summary>
internal static class Thorough
{
    private static readonly bool isAsked = Environment.GetEnvironmentVariable("HYPERDSL_THOROUGH") == "1";

    /// <summary>Seeds from 0.</summary>
    /// <param name="usual">How many as a rule.</param>
    /// <param name="of">How many there are.</param>
    public static IEnumerable<int> Seeds(int usual, int of) => Enumerable.Range(0, isAsked ? of : usual);

    /// <summary>How often something is done.</summary>
    /// <param name="usual">As a rule.</param>
    /// <param name="asked">Where it is asked for.</param>
    public static int Times(int usual, int asked) => isAsked ? asked : usual;

    /// <summary>Seeds that are not all that there are from 0.</summary>
    /// <param name="usual">Those that are taken as a rule.</param>
    /// <param name="others">The others.</param>
    public static IEnumerable<int> Seeds(int[] usual, int[] others) => isAsked ? [.. usual, .. others] : usual;
}
