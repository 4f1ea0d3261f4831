namespace EmailAgent.Api.OpenApi;

/// <summary>A section of the OpenAPI document, declared by the feature whose endpoints are in it.</summary>
/// <param name="Place">Orders the sections; a new one takes a number between those of its neighbours.</param>
internal sealed record ApiTag(string Name, string Description, int Place);
