namespace EmailAgent.IntelligenceBench.Categories;

/// <summary>Trains the model of categories on all examples, and writes it to the library.</summary>
internal static class CategoryTraining
{
    public static void Run()
    {
        var examples = CategoryExamples.All();
        using var stream = new MemoryStream();
        CategoryTrainer.Train(examples).Write(stream);
        Console.WriteLine($"{examples.Count(example => example.IsReal)} real and {examples.Count(example => !example.IsReal)} written messages, {stream.Length} bytes of weights");
        if (Toy.IsOn)
            return;
        var path = SourceTree.Library(Path.Combine("Categories", "categories.model"));
        File.WriteAllBytes(path, stream.ToArray());
        Console.WriteLine($"written: {path}");
    }
}
