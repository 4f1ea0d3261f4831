using System.Reflection;
using EmailAgent.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>A C# client that NSwag makes of the OpenAPI document, compiled together with a tour through the API that uses it.</summary>
internal sealed class CSharpClient
{
    private const string Tour = "tests/Api.Tests/OpenApi/CSharpTour.txt";

    private readonly Assembly _assembly;

    private CSharpClient(Assembly assembly) => _assembly = assembly;

    /// <param name="document">The OpenAPI document.</param>
    /// <exception cref="InvalidOperationException">What was generated does not compile, or the tour does not fit.</exception>
    public static async Task<CSharpClient> CompileAsync(string document)
    {
        var settings = new CSharpClientGeneratorSettings { ClassName = "EmailAgentClient", UseBaseUrl = false };
        settings.CSharpGeneratorSettings.Namespace = "Generated";
        settings.CSharpGeneratorSettings.GenerateNullableReferenceTypes = true;
        var client = new CSharpClientGenerator(await OpenApiDocument.FromJsonAsync(document), settings).GenerateFile();
        return new CSharpClient(Compile(client, await File.ReadAllTextAsync(Path.Combine(Repository.Root, Tour))));
    }

    /// <summary>Runs the tour; it throws where the client or the server does not do as documented.</summary>
    public Task TourAsync(HttpClient http, string email, string password) =>
        (Task)_assembly.GetType("Tour.Program")!.GetMethod("RunAsync")!.Invoke(null, [http, email, password])!;

    private static Assembly Compile(params string[] sources)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "GeneratedClient",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))),
            platform.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var binary = new MemoryStream();
        var result = compilation.Emit(binary);
        return result.Success
            ? Assembly.Load(binary.ToArray())
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20)));
    }
}
