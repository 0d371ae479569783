/*
 * namegraph: the command. Parses the command line and runs the command that it names.
 */
#include "cmd.h"

int main(int argc, char **argv)
{
    cli_options options;
    cli_command_id command;

    switch (cli_parse(argc, argv, &options, &command)) {
    case CLI_PARSE_SHOWN: return CLI_DONE;
    case CLI_PARSE_WRONG: return CLI_USAGE;
    case CLI_PARSE_RUN: break;
    }
    return cli_commands[command].run(&options);
}
