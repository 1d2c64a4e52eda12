using PenguinSpecies;

// hyper table penguins.csv --target species     wrote penguins.table.json, of which the compiler makes the class Penguins.
var table = Penguins.Load(Path.Combine(AppContext.BaseDirectory, "penguins.csv"));
using var data = table.Split(seed: 7);
using var tuned = await TunePenguins.RunAsync(data);
using var refit = await TunePenguins.RefitAsync(tuned.Hyperparameters, data);

using (var model = Penguins.Model(refit.Model, data))
{
    model.Save("penguins.safetensors");
}

// Somewhere else, later: rows as people have them, one with a cell missing.
using var saved = Penguins.LoadModel("penguins.safetensors", stream => PenguinClassifier.Load(stream));
var answer = saved.Predict(new Penguins.Row { Island = Penguins.Island.Torgersen, BillLengthMm = 39.1, BillDepthMm = 18.7, FlipperLengthMm = 181 });
Console.WriteLine(FormattableString.Invariant($"{answer.Species}, {answer.ProbabilityOf(answer.Species):P1}; {saved.Model.Accuracy(data.Test!):P1} of {data.Test!.Count} penguins never seen are told apart."));
