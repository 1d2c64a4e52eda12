using Hyper.Runtime;

namespace Hyper.App.Records.Reading;

/// <summary>The model of a run that is used once the run is over.</summary>
internal static class ShippedModel
{
    /// <summary>Its file: that of a refit if there was one, else the tuned one.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="HyperDslException">There is none.</exception>
    public static string Of(string folder)
    {
        var found = ((string[])[RunFiles.Final, RunFiles.Model]).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return found ?? throw new HyperDslException(
            $"'{folder}' has no model: there is neither a {RunFiles.Final} nor a {RunFiles.Model} in it. A run writes it at its end; name the folder of one that has come to it.");
    }
}
