using System.CommandLine;
using System.Globalization;

namespace Comparing;

/// <summary>Options that say what is wrong with their values.</summary>
public static class SampleOption
{
    /// <summary>A whole number.</summary>
    /// <param name="name">The option, such as <c>--steps</c>.</param>
    /// <param name="least">The smallest value allowed.</param>
    /// <param name="description">Its help.</param>
    public static Option<int> WholeNumber(string name, int least, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least)
                return value;
            result.AddError($"{name} is '{text}'; a whole number from {least} to {int.MaxValue} is expected.");
            return 0;
        },
    };

    /// <summary>A number.</summary>
    /// <param name="name">The option, such as <c>--wrong</c>.</param>
    /// <param name="least">The smallest value allowed.</param>
    /// <param name="most">The largest value allowed.</param>
    /// <param name="description">Its help.</param>
    public static Option<double> Number(string name, double least, double most, string description) => new(name)
    {
        HelpName = "X",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most)
                return value;
            result.AddError(FormattableString.Invariant($"{name} is '{text}'; a number from {least} to {most} is expected."));
            return 0;
        },
    };

    /// <summary>A name of built-in data, or a file or directory.</summary>
    /// <param name="names">The names of what is built in; the first is the default.</param>
    /// <param name="description">Its help.</param>
    public static Option<string> Data(IReadOnlyList<string> names, string description)
    {
        var data = new Option<string>("--data")
        {
            HelpName = "SOURCE",
            Description = description,
            DefaultValueFactory = _ => names[0],
        };
        data.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } source && !names.Contains(source) && !File.Exists(source) && !Directory.Exists(source))
            {
                string known = names.Count == 1 ? $"not {names[0]}" : $"neither {string.Join(" nor ", names)}";
                result.AddError($"--data is '{source}', which is {known}, and there is no file or directory of that name.");
            }
        });
        return data;
    }
}
