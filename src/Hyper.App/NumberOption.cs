using System.CommandLine;
using System.Globalization;

namespace Hyper.App;

/// <summary>Options that are numbers, and say what is wrong with one that is none.</summary>
public static class NumberOption
{
    /// <summary>A whole number; its value is null where it was not given.</summary>
    /// <param name="name">The option, such as <c>--steps</c>.</param>
    /// <param name="least">The smallest value allowed.</param>
    /// <param name="description">Its help.</param>
    public static Option<int?> Whole(string name, int least, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least)
            {
                return value;
            }

            result.AddError(FormattableString.Invariant($"{name} is '{text}'; a whole number from {least} to {int.MaxValue} is expected."));
            return null;
        },
    };

    /// <summary>A number; its value is null where it was not given.</summary>
    /// <param name="name">The option, such as <c>--share</c>.</param>
    /// <param name="least">The smallest value allowed.</param>
    /// <param name="most">The largest value allowed.</param>
    /// <param name="description">Its help.</param>
    /// <param name="unit">What is counted, as its help shows it.</param>
    public static Option<double?> Of(string name, double least, double most, string description, string unit = "X") => new(name)
    {
        HelpName = unit,
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            result.AddError(FormattableString.Invariant($"{name} is '{text}'; a number from {least} to {most} is expected."));
            return null;
        },
    };
}
