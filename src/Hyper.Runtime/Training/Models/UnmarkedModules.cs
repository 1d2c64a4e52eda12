using System.Collections.Concurrent;
using System.Reflection;
using Module = TorchSharp.torch.nn.Module;

namespace Hyper.Runtime.Training.Models;

/// <summary>
/// Finds modules of TorchSharp's in a model's fields that are not marked as shared: a run would go through them as they were created, and
/// hand a model over in which they are others.
/// </summary>
internal static class UnmarkedModules
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> fields = new();

    /// <summary>Refuses a model with one.</summary>
    /// <param name="model">A new instance.</param>
    /// <exception cref="HyperDslException">A field or property holds a module that is not marked.</exception>
    public static void Refuse(IHyperModel model)
    {
        foreach (var field in fields.GetOrAdd(model.GetType(), Candidates))
        {
            if (field.GetValue(model) is Module module && !model.Context.State.Owns(module) && HasTensors(module))
            {
                var name = field.Name is ['<', .. var rest] ? rest[..rest.IndexOf('>')] : field.Name;
                throw new HyperDslException(
                    $"The module '{name}' of {model.GetType().Name} is not marked [SharedModule] (HYP0019): it would be another one in the model that the run returns. Mark it, or use a conditioned layer.");
            }
        }
    }

    private static FieldInfo[] Candidates(Type type)
    {
        var found = new List<FieldInfo>();
        for (var declaring = type; declaring is not null && declaring != typeof(object); declaring = declaring.BaseType)
        {
            found.AddRange(declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(field => typeof(Module).IsAssignableFrom(field.FieldType)));
        }

        return [.. found];
    }

    // What has nothing of its own, such as an activation, is the same wherever it is created.
    private static bool HasTensors(Module module) => module.parameters().Any() || module.named_buffers().Any();
}
