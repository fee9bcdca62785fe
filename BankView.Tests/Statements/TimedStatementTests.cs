namespace BankView.Tests.Statements;

/// <summary>Tests that measure the process's time; they run after the others and one by one.</summary>
[CollectionDefinition(nameof(TimedStatementTests), DisableParallelization = true)]
public class TimedStatementTests;
