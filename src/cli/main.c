/* The command; filled in with the pipeline. */
#include "namegraph/version.h"

#include <stdio.h>

int main(void)
{
    (void)printf("namegraph %s\n", ng_version());
    return 0;
}
