using System.CommandLine;

namespace Comparing;

/// <summary>Options that say what is wrong with their values.</summary>
public static class SampleOption
{
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
