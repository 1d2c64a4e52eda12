namespace Hyper.App.Exporting;

/// <summary>What a model is exported to.</summary>
public enum ExportFormat
{
    /// <summary>A safetensors file with the names of a <c>state_dict</c> of PyTorch.</summary>
    Safetensors,

    /// <summary>A <c>.pt</c> file, which <c>torch.load</c> gives back as a <c>state_dict</c>.</summary>
    Pt,
}
