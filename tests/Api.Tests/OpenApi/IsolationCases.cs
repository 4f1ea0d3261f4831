namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>The isolation cases of all features.</summary>
internal static class IsolationCases
{
    public static IReadOnlyList<IIsolationCase> All { get; } =
    [
        .. typeof(IIsolationCase).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IIsolationCase)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (IIsolationCase)Activator.CreateInstance(type)!),
    ];
}
