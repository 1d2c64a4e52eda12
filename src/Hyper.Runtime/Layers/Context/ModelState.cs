using Module = TorchSharp.torch.nn.Module;

namespace Hyper.Runtime.Layers.Context;

/// <summary>
/// What a model instance holds beside its elementary weights: running statistics, and the modules that are shared by all
/// hyperparameters. It is no function of the hyperparameters; a trained model gets a copy.
/// </summary>
public sealed class ModelState : IDisposable
{
    // For a model that no run has left.
    private const long DefaultEvaluationRows = 256;

    private readonly SortedDictionary<string, Tensor> buffers = new(StringComparer.Ordinal);
    private readonly List<(string Name, Module Module)> modules = [];
    private readonly List<Module> frozen = [];
    private readonly List<DeclaredBuffer> declared = [];
    private readonly List<(string Weight, int Row)> zeroRows = [];
    private bool? mode;

    /// <summary>
    /// All tensors by name: running statistics, such as <c>Norm.running_mean</c>, and parameters and buffers of shared
    /// modules, such as <c>stem.weight</c>.
    /// </summary>
    public IEnumerable<(string Name, Tensor Value)> Tensors =>
        buffers.Select(buffer => (buffer.Key, buffer.Value)).Concat(ModuleTensors());

    /// <summary>Adds a module that is shared by all hyperparameters; generated code calls this.</summary>
    /// <param name="name">The name of the field or property.</param>
    /// <param name="module">The module, which the state disposes of.</param>
    /// <exception cref="HyperDslException">There is no module.</exception>
    public void Share(string name, Module? module)
    {
        if (module is null)
        {
            throw new HyperDslException($"The shared module {name} is null; create it where it is declared.");
        }

        // A module that is not in training mode is one that its owner has frozen: it stays so in training.
        modules.Add((name, module));
        frozen.AddRange(Parts(module).Where(part => !part.training));

        // A model may be created inside a step's or a result's scope, and outlives it.
        foreach (var (_, tensor) in ModuleTensors())
        {
            tensor.DetachFromDisposeScope();
        }
    }

    /// <summary>
    /// Rows that an evaluation takes at once: as many as a step of the run has had. An evaluation for which memory does not suffice
    /// halves it.
    /// </summary>
    internal long EvaluationRows { get; set; } = DefaultEvaluationRows;

    /// <summary>A copy of all tensors, without the modules that they belong to.</summary>
    public ModelState Clone()
    {
        var clone = new ModelState();
        clone.declared.AddRange(declared);
        clone.CopyFrom(this);
        return clone;
    }

    /// <summary>Takes over the values of another state of the same model; modules are moved to where those are.</summary>
    /// <param name="source">The other state, which stays as it is.</param>
    public void CopyFrom(ModelState source)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        EvaluationRows = source.EvaluationRows;
        var values = source.Tensors.ToList();
        if (modules.Count > 0 && values.Find(entry => entry.Value.is_floating_point()).Value is { } sample)
        {
            MoveModules(sample.device, sample.dtype);
        }

        var own = ModuleTensors().ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (own.TryGetValue(name, out var existing) || buffers.TryGetValue(name, out existing))
            {
                existing.copy_(value);
            }
            else
            {
                buffers.Add(name, value.detach().clone().DetachFromDisposeScope());
            }
        }
    }

    /// <summary>Goes back to what the state was: what has been added since then is removed.</summary>
    /// <param name="before">A copy of it.</param>
    internal void Restore(ModelState before)
    {
        foreach (var name in buffers.Keys.Except(before.buffers.Keys).ToList())
        {
            buffers[name].Dispose();
            buffers.Remove(name);
        }

        CopyFrom(before);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in buffers.Values)
        {
            buffer.Dispose();
        }

        buffers.Clear();
        var tensors = ModuleTensors().ToList();
        foreach (var (_, module) in modules)
        {
            module.Dispose();
        }

        foreach (var (_, tensor) in tensors)
        {
            tensor.Dispose();
        }

        modules.Clear();
        frozen.Clear();
    }

    /// <summary>Whether a module is one of the shared ones, or a part of one.</summary>
    internal bool Owns(Module module) => modules.Exists(shared => Parts(shared.Module).Contains(module));

    /// <summary>Whether there are shared modules.</summary>
    internal bool HasModules => modules.Count > 0;

    /// <summary>The parameters of the shared modules that a training moves.</summary>
    internal IReadOnlyList<Tensor> SharedParameters =>
        [.. modules.SelectMany(shared => shared.Module.parameters()).Where(parameter => parameter.requires_grad).Distinct<Tensor>(ReferenceEqualityComparer.Instance)];

    /// <summary>Moves the shared modules.</summary>
    internal void MoveModules(Device device, ScalarType type)
    {
        foreach (var (_, module) in modules)
        {
            module.to(device, type);
        }

        foreach (var (_, tensor) in ModuleTensors())
        {
            tensor.DetachFromDisposeScope();
        }
    }

    /// <summary>Switches the shared modules between training and evaluation.</summary>
    internal void SwitchModules(bool training)
    {
        if (modules.Count == 0 || mode == training)
        {
            return;
        }

        foreach (var (_, module) in modules)
        {
            module.train(training);
        }

        foreach (var part in frozen)
        {
            part.eval();
        }

        mode = training;
    }

    /// <summary>Rows of weights that count as zero whatever stands in them: the weight's name, and the row.</summary>
    internal IReadOnlyList<(string Weight, int Row)> ZeroRows => zeroRows;

    /// <summary>Tells of a row of a weight that counts as zero.</summary>
    internal void DeclareZeroRow(string weight, int row) => zeroRows.Add((weight, row));

    /// <summary>Tells of a buffer that a layer keeps from its first pass on, so that it is known before there is one.</summary>
    internal void Declare(DeclaredBuffer buffer) => declared.Add(buffer);

    /// <summary>What the state of a model that is ready to answer consists of, in the order of names.</summary>
    /// <param name="type">The type of the model's weights, which buffers and modules follow.</param>
    internal IReadOnlyList<(string Name, long[] Shape, ScalarType Type)> Parts(ScalarType type) =>
    [
        .. declared.Select(buffer => (buffer.Name, buffer.Shape, type))
            .Concat(ModuleTensors().Select(entry => (entry.Name, entry.Value.shape, entry.Value.is_floating_point() ? type : entry.Value.dtype)))
            .OrderBy(part => part.Item1, StringComparer.Ordinal),
    ];

    /// <summary>All tensors by name, those included that no pass has needed yet, which the caller's dispose scope has then.</summary>
    /// <param name="like">A tensor of the type of the model's weights, where they are.</param>
    internal IEnumerable<(string Name, Tensor Value)> Whole(Tensor like) => Tensors.Concat(
        declared.Where(buffer => !buffers.ContainsKey(buffer.Name)).Select(buffer => (buffer.Name, torch.full(buffer.Shape, Scalars.Of(buffer.Initial), dtype: like.dtype, device: like.device))));

    /// <summary>The buffer of a name, which is created where there is none yet.</summary>
    /// <param name="name">The layer's name and the buffer's.</param>
    /// <param name="create">Its first value.</param>
    internal Tensor Buffer(string name, Func<Tensor> create)
    {
        if (!buffers.TryGetValue(name, out var buffer))
        {
            buffer = create().DetachFromDisposeScope();
            buffers.Add(name, buffer);
        }

        return buffer;
    }

    private static IEnumerable<Module> Parts(Module module) => [module, .. module.named_modules().Select(part => part.module)];

    private IEnumerable<(string Name, Tensor Value)> ModuleTensors() =>
        modules.SelectMany(shared => shared.Module.named_parameters()
            .Select(entry => ($"{shared.Name}.{entry.name}", (Tensor)entry.parameter))
            .Concat(shared.Module.named_buffers().Select(entry => ($"{shared.Name}.{entry.name}", entry.buffer))));
}
