namespace EmailAgent.Api.Tests.Hosting;

/// <summary>The collection of tests that share one host.</summary>
[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiFixture>
{
    public const string Name = "api";
}
