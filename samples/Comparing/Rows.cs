using Hyper.Runtime;

namespace Comparing;

/// <summary>How many rows there are to deal out.</summary>
public static class Rows
{
    /// <summary>Refuses to deal out more rows than there are.</summary>
    /// <param name="source">What they come from.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="training">How many are to be trained on.</param>
    /// <param name="validation">How many are to be validated on.</param>
    /// <param name="test">How many are needed for the test.</param>
    /// <exception cref="HyperDslException">There are too few.</exception>
    public static void Require(string source, long rows, int training, int validation, int test)
    {
        if ((long)training + validation + test > rows)
        {
            string left = test == 0 ? "" : FormattableString.Invariant($", and at least {test} is for the test");
            throw new HyperDslException(FormattableString.Invariant(
                $"'{source}' has {rows:N0} rows to deal out; {training:N0} were asked for to train on and {validation:N0} to validate on{left}. Lower --training or --validation."));
        }
    }
}
