namespace EmailAgent.Engine.Tests.Grains;

public interface IStateGrain : IGrainWithStringKey
{
    Task<(string? Text, bool Exists)> Read();

    Task Write(string value);

    /// <summary>Starts several writes before it awaits any.</summary>
    Task WriteMany(int count);

    Task Clear();

    Task Deactivate();

    Task<Guid> Instance();
}
