using Hyper.Runtime.Files;
using Hyper.Runtime.Hypernetworks;
using Hyper.Runtime.Layers.Context;
using Hyper.Runtime.Layers.Weights;
using Hyper.Runtime.Native;
using Hyper.Runtime.Spaces;
using Hyper.Runtime.Training.Saving;

namespace Hyper.Runtime.Training.Models;

/// <summary>Loads what <see cref="TrainedModel.Save(string)"/> and the responses' own <c>Save</c> wrote; generated code calls this.</summary>
/// <remarks>
/// A file may come from anywhere. It is refused, with a message that names the difference, before there is memory for a single
/// tensor, unless it is of this very model; and nothing in it is ever executed.
/// </remarks>
public static class SavedModel
{
    /// <summary>Loads a model with fixed weights.</summary>
    /// <typeparam name="TModel">The annotated class.</typeparam>
    /// <typeparam name="TTrained">The model with fixed weights.</typeparam>
    /// <typeparam name="THyperparameters">The record of natural values.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="device">Where the model computes; the host where nothing is said.</param>
    /// <exception cref="HyperDslException">The file cannot be read, is damaged, or is of another model; the message names the difference.</exception>
    public static TTrained Load<TModel, TTrained, THyperparameters>(string path, Device? device = null)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        NativeBackend.EnsureLoaded();
        using var reader = TensorFileReader.Open(path);
        return Load<TModel, TTrained, THyperparameters>(reader, device);
    }

    /// <summary>Loads a model with fixed weights.</summary>
    /// <typeparam name="TModel">The annotated class.</typeparam>
    /// <typeparam name="TTrained">The model with fixed weights.</typeparam>
    /// <typeparam name="THyperparameters">The record of natural values.</typeparam>
    /// <param name="stream">The file's content, from where the stream stands to its end; it stays open.</param>
    /// <param name="device">Where the model computes; the host where nothing is said.</param>
    /// <exception cref="HyperDslException">The file cannot be read, is damaged, or is of another model; the message names the difference.</exception>
    public static TTrained Load<TModel, TTrained, THyperparameters>(Stream stream, Device? device = null)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        NativeBackend.EnsureLoaded();
        using var reader = TensorFileReader.Open(stream);
        return Load<TModel, TTrained, THyperparameters>(reader, device);
    }

    /// <summary>The notes that a model was saved with.</summary>
    /// <param name="stream">The file's content, from where the stream stands to its end; it stays open.</param>
    /// <returns>Texts by name; none where it was saved without.</returns>
    /// <exception cref="HyperDslException">It cannot be read, is damaged, or holds no model.</exception>
    public static IReadOnlyDictionary<string, string> Notes(Stream stream)
    {
        using var reader = TensorFileReader.Open(stream);
        return new SavedFile(reader, SavedKind.Model).Notes;
    }

    /// <summary>Loads a learned response.</summary>
    /// <typeparam name="TModel">The annotated class.</typeparam>
    /// <typeparam name="TTrained">The model with fixed weights.</typeparam>
    /// <typeparam name="THyperparameters">The record of natural values.</typeparam>
    /// <typeparam name="TResponse">The compiled hypernetwork.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it computes; the host where nothing is said.</param>
    /// <exception cref="HyperDslException">The file cannot be read, is damaged, or is of another model or hypernetwork; the message names the difference.</exception>
    public static LearnedResponse<TModel, TTrained, THyperparameters> LoadResponse<TModel, TTrained, THyperparameters, TResponse>(string path, Device? device = null)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
        where TResponse : class, ICompiledResponse<TResponse>
    {
        NativeBackend.EnsureLoaded();
        using var reader = TensorFileReader.Open(path);
        return LoadResponse<TModel, TTrained, THyperparameters>(reader, device, TResponse.Shape, TResponse.Create);
    }

    /// <summary>Loads a learned response.</summary>
    /// <typeparam name="TModel">The annotated class.</typeparam>
    /// <typeparam name="TTrained">The model with fixed weights.</typeparam>
    /// <typeparam name="THyperparameters">The record of natural values.</typeparam>
    /// <typeparam name="TResponse">The compiled hypernetwork.</typeparam>
    /// <param name="stream">The file's content, from where the stream stands to its end; it stays open.</param>
    /// <param name="device">Where it computes; the host where nothing is said.</param>
    /// <exception cref="HyperDslException">The file cannot be read, is damaged, or is of another model or hypernetwork; the message names the difference.</exception>
    public static LearnedResponse<TModel, TTrained, THyperparameters> LoadResponse<TModel, TTrained, THyperparameters, TResponse>(Stream stream, Device? device = null)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
        where TResponse : class, ICompiledResponse<TResponse>
    {
        NativeBackend.EnsureLoaded();
        using var reader = TensorFileReader.Open(stream);
        return LoadResponse<TModel, TTrained, THyperparameters>(reader, device, TResponse.Shape, TResponse.Create);
    }

    /// <summary>Loads what a run without a learned response left: an answer for its tuned hyperparameters alone.</summary>
    /// <typeparam name="TModel">The annotated class.</typeparam>
    /// <typeparam name="TTrained">The model with fixed weights.</typeparam>
    /// <typeparam name="THyperparameters">The record of natural values.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it computes; the host where nothing is said.</param>
    /// <exception cref="HyperDslException">The file cannot be read, is damaged, or is of another model or hypernetwork; the message names the difference.</exception>
    public static LearnedResponse<TModel, TTrained, THyperparameters> LoadPoint<TModel, TTrained, THyperparameters>(string path, Device? device = null)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        NativeBackend.EnsureLoaded();
        using var reader = TensorFileReader.Open(path);
        return LoadResponse<TModel, TTrained, THyperparameters>(reader, device, PointOf<TModel, TTrained, THyperparameters>(), create: null);
    }

    /// <summary>Loads what a run without a learned response left: an answer for its tuned hyperparameters alone.</summary>
    /// <typeparam name="TModel">The annotated class.</typeparam>
    /// <typeparam name="TTrained">The model with fixed weights.</typeparam>
    /// <typeparam name="THyperparameters">The record of natural values.</typeparam>
    /// <param name="stream">The file's content, from where the stream stands to its end; it stays open.</param>
    /// <param name="device">Where it computes; the host where nothing is said.</param>
    /// <exception cref="HyperDslException">The file cannot be read, is damaged, or is of another model or hypernetwork; the message names the difference.</exception>
    public static LearnedResponse<TModel, TTrained, THyperparameters> LoadPoint<TModel, TTrained, THyperparameters>(Stream stream, Device? device = null)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        NativeBackend.EnsureLoaded();
        using var reader = TensorFileReader.Open(stream);
        return LoadResponse<TModel, TTrained, THyperparameters>(reader, device, PointOf<TModel, TTrained, THyperparameters>(), create: null);
    }

    /// <summary>What a file of a response has to agree in with its model.</summary>
    /// <param name="state">The tensors of the state.</param>
    /// <param name="response">The response.</param>
    internal static ModelIdentity IdentityOf<TModel, TTrained, THyperparameters>(IEnumerable<(string Name, long[] Shape)> state, ResponseShape response)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters> =>
        new(typeof(TModel), TModel.Weights, THyperparameters.Space, state, response);

    private static ResponseShape PointOf<TModel, TTrained, THyperparameters>()
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters> => ResponseShape.OfPoint(TModel.Weights.WeightCount);

    private static TTrained Load<TModel, TTrained, THyperparameters>(TensorFileReader reader, Device? device)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        using var scope = torch.NewDisposeScope();
        var file = new SavedFile(reader, SavedKind.Model);
        var model = ModelCreation.Blank<TModel, TTrained, THyperparameters>();
        ElementaryWeights? weights = null;
        try
        {
            var layout = TModel.Weights;
            var place = PlaceOf(device);
            var ownState = model.Context.State;
            file.Require(new ModelIdentity(typeof(TModel), layout, THyperparameters.Space, ModelIdentity.StateOf(ownState), response: null));
            var type = file.PrecisionOf(layout.Slots[0].Name);
            var parts = ownState.Parts(type);
            file.RequireTensors([.. layout.Slots.Select(slot => (slot.Name, slot.Shape, type)), Coordinates(THyperparameters.Space), .. parts]);

            weights = new ElementaryWeights(layout, 1, type, place);
            var values = OnHost(weights.Values).view(-1);
            var tensors = Allocate([Coordinates(THyperparameters.Space), .. parts]);
            foreach (var slot in layout.Slots)
            {
                tensors.Add(slot.Name, values.narrow(0, slot.Offset, slot.Count));
            }

            var unconstrained = file.Read(tensors);
            if (!weights.IsOnHost)
            {
                weights.Values.copy_(values.view(1, -1));
            }

            using var state = StateOf(file, parts, tensors, place);
            ownState.CopyFrom(state);
            return TModel.CreateTrained(model, weights, unconstrained);
        }
        catch
        {
            weights?.Dispose();
            model.Context.Dispose();
            throw;
        }
    }

    private static LearnedResponse<TModel, TTrained, THyperparameters> LoadResponse<TModel, TTrained, THyperparameters>(
        TensorFileReader reader, Device? device, ResponseShape learned, Func<ScalarType, Device, Generator, IResponse>? create)
        where TModel : class, IHyperModel<TModel, TTrained, THyperparameters>
        where TTrained : TrainedModel
        where THyperparameters : IHyperparameters<THyperparameters>
    {
        using var scope = torch.NewDisposeScope();
        var file = new SavedFile(reader, SavedKind.Response);
        var place = PlaceOf(device);
        var model = ModelCreation.Blank<TModel, TTrained, THyperparameters>();
        using var context = model.Context;

        // Of whatever family, a file may hold the weights at one point alone.
        var point = PointOf<TModel, TTrained, THyperparameters>();
        var isPoint = create is null || file.Metadata.GetValueOrDefault(SavedNames.Response) == ModelIdentity.ResponseText(point);
        var shape = isPoint ? point : learned;
        file.Require(IdentityOf<TModel, TTrained, THyperparameters>(ModelIdentity.StateOf(context.State), shape));
        var type = file.PrecisionOf(SavedNames.Parameters);
        var parts = context.State.Parts(type);
        var count = shape.ParameterCount;
        (string Name, long[] Shape, ScalarType Type) parameters = (SavedNames.Parameters, [count], type);
        (string Name, long[] Shape, ScalarType Type)[] rest = [Coordinates(THyperparameters.Space), (SavedNames.Reference, [THyperparameters.Space.Count], type), .. parts];
        file.RequireTensors([parameters, .. rest]);

        IResponse? response = null;
        try
        {
            response = isPoint ? new FixedWeights(torch.zeros(1, count, dtype: type, device: place)) : Fresh(create!, type, place);
            if (response.Parameters.Values.NumberOfElements != count)
            {
                throw file.Refuse($"A response of {typeof(TModel).Name} cannot have been saved.");
            }

            var tensors = Allocate(rest);
            var values = OnHost(response.Parameters.Values);
            tensors.Add(SavedNames.Parameters, values);
            var unconstrained = file.Read(tensors);
            if (place.type != DeviceType.CPU)
            {
                response.Parameters.Values.copy_(values);
            }

            var reference = tensors[SavedNames.Reference].view(1, -1).to(place, copy: true).DetachFromDisposeScope();
            return new(response, shape, reference, unconstrained, StateOf(file, parts, tensors, place));
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    private static IResponse Fresh(Func<ScalarType, Device, Generator, IResponse> create, ScalarType type, Device place)
    {
        using var noise = new Generator(0, torch.CPU);
        return create(type, place, noise);
    }

    private static Device PlaceOf(Device? device) => device switch
    {
        null => torch.CPU,
        { type: DeviceType.CPU } => device,
        { type: DeviceType.CUDA } when torch.cuda.is_available() => device,
        { type: DeviceType.CUDA } => throw new HyperDslException($"The device is '{device}', but the native library in use ({NativeBackend.Description}) has no CUDA device."),
        _ => throw new HyperDslException($"The device is '{device}'; cpu and cuda are supported."),
    };

    private static (string Name, long[] Shape, ScalarType Type) Coordinates(HyperparameterSpace space) => (SavedNames.Coordinates, [space.Count], ScalarType.Float64);

    // What a file is read into: the tensor itself, or one on the host in its place.
    private static Tensor OnHost(Tensor tensor) => tensor.device_type == DeviceType.CPU ? tensor : torch.zeros(tensor.shape, dtype: tensor.dtype);

    private static Dictionary<string, Tensor> Allocate(IEnumerable<(string Name, long[] Shape, ScalarType Type)> tensors) =>
        tensors.ToDictionary(tensor => tensor.Name, tensor => torch.zeros(tensor.Shape, dtype: tensor.Type), StringComparer.Ordinal);

    private static ModelState StateOf(SavedFile file, IEnumerable<(string Name, long[] Shape, ScalarType Type)> parts, Dictionary<string, Tensor> tensors, Device place)
    {
        var state = new ModelState();
        foreach (var part in parts)
        {
            state.Buffer(part.Name, () => tensors[part.Name].to(place, copy: true));
        }

        state.EvaluationRows = file.EvaluationRows ?? state.EvaluationRows;
        return state;
    }
}
